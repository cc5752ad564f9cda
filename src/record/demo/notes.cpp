#include "record/demo/notes.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/text.h"

namespace hearth::record::demo {

const Notes::Shape& Notes::shape(std::string_view id) {
    const auto known = shapes_.find(id);
    if (known != shapes_.end()) return known->second;
    Shape shape;
    shape.form = practice_.form(id);
    if (shape.form != nullptr)
        for (std::size_t i = 0; i < shape.form->sections.size(); ++i) {
            const auto& section = shape.form->sections[i];
            if (!section.repeat.empty()) {
                shape.groups.emplace(section.repeat, i);
                continue;
            }
            for (const auto& field : section.fields) shape.fields.emplace(field.id, i);
        }
    return shapes_.emplace(std::string(id), std::move(shape)).first->second;
}

std::int64_t Notes::write(const Note& note) {
    const auto& shape = this->shape(note.form);
    if (shape.form == nullptr) return 0;
    const auto& form = *shape.form;
    std::vector<Answers> sections(form.sections.size());
    for (const auto& field : note.answers.fields()) {
        const auto dot = field.name.find('.');
        const auto& from = dot == std::string::npos ? shape.fields : shape.groups;
        const auto it = from.find(std::string_view(field.name).substr(0, dot));
        if (it == from.end())
            throw std::logic_error(fmt::format("form {} has no field {}", form.id, field.name));
        sections[it->second].set(field.name, field.texts);
    }
    const auto entry = note.id != 0 ? note.id : sheets_.id();
    const auto version = sheets_.id();
    // Written up the same day, an hour or so after it happened.
    const Instant recorded = note.at + std::chrono::minutes(35 + entry % 120);
    const auto& who = *note.author;
    sheets_.row(Table::entry, version, entry, recorded, kForever, who.id, entry, form.id,
                form.version, note.family == 0 ? store::Value() : store::Value(note.family),
                note.contact == 0 ? store::Value() : store::Value(note.contact),
                note.meeting == 0 ? store::Value() : store::Value(note.meeting), who.id,
                who.discipline, who.agency, form.field_class, "signed", note.at, form.title,
                shorten(note.summary, 300), note.significant);
    for (std::size_t i = 0; i < sections.size(); ++i)
        if (!sections[i].empty())
            sheets_.row(Table::entry_section, version, form.sections[i].id,
                        form.sections[i].field_class, sections[i].to_json());
    for (const auto person : note.people) sheets_.row(Table::entry_person, entry, person);
    const bool managers = !form.signed_by.empty();
    if (!managers || note.signer != nullptr)
        sheets_.row(Table::entry_signature, sheets_.id(), version, who.id, note.author_role,
                    "author", nullptr, recorded);
    if (managers) {
        const auto& signer = note.signer != nullptr ? *note.signer : who;
        sheets_.row(Table::entry_signature, sheets_.id(), version, signer.id,
                    form.signed_by.front(), "manager", nullptr, recorded);
    }
    ++written_;
    return entry;
}

}  // namespace hearth::record::demo
