// What a page needs of the server: requests, responses, routes, policies. Not the server itself.
#pragma once
#include "web/http/message.h"
#include "web/http/router.h"
