// Questions answered by typing, choosing from a list, or sending a file.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "web/kit/field.h"

namespace hearth::web::kit {

struct Affix {
    Html text = {};
    std::string classes = {};
    Attributes attributes = {};
};
struct Wrapper {
    std::string classes = {};
    Attributes attributes = {};
};

struct Input {
    std::string name = {};
    Label label = {};
    std::string value = {};
    Hint hint = {};
    ErrorMessage error = {};
    std::string id = {};  // the name, unless given
    std::string type = "text";
    std::string inputmode = {};
    std::string autocomplete = {};
    std::string autocapitalize = {};
    std::string pattern = {};
    std::string described_by = {};
    std::optional<bool> spellcheck = {};
    bool disabled = false;
    Affix prefix = {};
    Affix suffix = {};
    Wrapper wrapper = {};
    FormGroup group = {};
    std::string classes = {};  // govuk-input--width-10, govuk-!-width-two-thirds
    Attributes attributes = {};
};
Html input(const Input& o);

struct Textarea {
    std::string name = {};
    Label label = {};
    std::string value = {};
    Hint hint = {};
    ErrorMessage error = {};
    std::string id = {};
    int rows = 5;
    std::string autocomplete = {};
    std::string described_by = {};
    std::optional<bool> spellcheck = {};
    bool disabled = false;
    FormGroup group = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html textarea(const Textarea& o);

struct CharacterCount {
    std::string name = {};
    Label label = {};
    std::string value = {};
    Hint hint = {};
    ErrorMessage error = {};
    std::string id = {};
    int rows = 5;
    int max_length = 0;  // characters; 0: not set
    int max_words = 0;
    int threshold = 0;  // percent of the limit from which the count shows
    std::string count_type =
        {};  // "words", "characters", "bytes"; follows from the limit unless given
    std::optional<bool> spellcheck = {};
    FormGroup group = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string count_message_classes = {};
    std::string textarea_description = {};  // "You can enter up to %{count} characters"
    Plurals characters_under_limit = {}, characters_over_limit = {}, words_under_limit = {},
            words_over_limit = {};
    std::string characters_at_limit = {}, words_at_limit = {};
};
Html character_count(const CharacterCount& o);

struct Option {
    std::string text = {};
    std::optional<std::string> value = {};  // the text, unless given
    std::optional<bool> selected = {};
    bool disabled = false;
    Attributes attributes = {};
};
struct Select {
    std::string name = {};
    std::vector<Option> items = {};
    Label label = {};
    std::string value = {};  // the chosen one
    Hint hint = {};
    ErrorMessage error = {};
    std::string id = {};
    std::string described_by = {};
    bool disabled = false;
    FormGroup group = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html select(const Select& o);

struct PasswordInput {
    std::string name = {};
    Label label = {};
    std::string value = {};
    Hint hint = {};
    ErrorMessage error = {};
    std::string id = {};
    std::string autocomplete = "current-password";
    std::string described_by = {};
    bool disabled = false;
    FormGroup group = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string button_classes = {};
    std::string show_password = {}, hide_password = {}, show_password_aria_label = {},
                hide_password_aria_label = {}, password_shown_announcement = {},
                password_hidden_announcement = {};
};
Html password_input(const PasswordInput& o);

struct FileUpload {
    std::string name = {};
    Label label = {};
    Hint hint = {};
    ErrorMessage error = {};
    std::string id = {};
    std::string described_by = {};
    bool multiple = false;
    bool disabled = false;
    bool javascript = false;  // a drop zone, where scripts run
    FormGroup group = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string wrapper_classes = {};
    Attributes wrapper_attributes = {};
    std::string choose_files_button = {}, drop_instruction = {}, no_file_chosen = {},
                entered_drop_zone = {}, left_drop_zone = {};
    Plurals multiple_files_chosen = {};
};
Html file_upload(const FileUpload& o);

}  // namespace hearth::web::kit
