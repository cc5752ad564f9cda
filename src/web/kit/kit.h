// Every component of the kit.
#pragma once
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/field.h"
#include "web/kit/input.h"
#include "web/kit/list.h"
#include "web/kit/navigation.h"
#include "web/kit/notice.h"
#include "web/kit/page.h"
#include "web/kit/record.h"
#include "web/kit/section.h"
#include "web/kit/table.h"
#include "web/kit/words.h"
