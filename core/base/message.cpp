#include "core/base/message.h"

namespace cnn {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string withCount(std::string text, std::int64_t count) {
    for (std::size_t at = 0; (at = text.find("%n", at)) != text.npos;) text.replace(at, 2, std::to_string(count));
    return text;
}

} // namespace

std::string Message::text(const Translate& translate) const {
    std::string text = filled(translate);
    if (m_form == Form::AfterSemicolon && !text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    if (m_form != Form::Whole && text.ends_with('.')) text.pop_back();
    return text;
}

std::string Message::filled(const Translate& translate) const {
    if (m_words == nullptr) return m_verbatim;
    const std::string words = translate(m_words, m_count);
    std::string text;
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::size_t place = 0, end = at + 1;
        if (words[at] == '%')
            while (end < words.size() && end < at + 3 && isDigit(words[end]))
                place = 10 * place + static_cast<std::size_t>(words[end++] - '0');
        if (place == 0 || place > m_arguments.size()) { // a translation may be wrong
            text += words[at];
            continue;
        }
        text += m_arguments[place - 1].text(translate);
        at = end - 1;
    }
    return text;
}

std::string Message::english() const {
    return text([](const char* words, std::int64_t count) { return count == none ? words : withCount(words, count); });
}

} // namespace cnn
