// What an error says, before it is said in a language: an English template and what stands in its places.
//
//     Message::tr("Cannot read %1: %2", name, Message::tr("it ends early."))
//
// The template is the name under which a translation is found, in the context "core"; `lupdate -I . core` lists them
// all. The core itself only ever makes English of it, the interface the language of the user (ui/sentence.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace cnn {

// Only a literal with the places %1 to %`Arguments`, each at least once, is a template: others do not compile.
template<std::size_t Arguments> class MessageTemplate {
public:
    template<std::size_t N> consteval MessageTemplate(const char (&literal)[N]) : m_text(literal) {
        if (!hasItsPlaces()) throw "The template has other places than the message has arguments.";
    }
    constexpr const char* text() const { return m_text; }

private:
    consteval bool hasItsPlaces() const {
        std::array<bool, Arguments + 1> seen{true};
        for (const char* at = m_text; *at != '\0'; ++at) {
            if (*at != '%' || at[1] < '0' || at[1] > '9') continue;
            std::size_t place = 0;
            for (; at[1] >= '0' && at[1] <= '9'; ++at) place = 10 * place + static_cast<std::size_t>(at[1] - '0');
            if (place == 0 || place > Arguments) return false;
            seen[place] = true;
        }
        for (const bool place : seen)
            if (!place) return false;
        return true;
    }
    const char* m_text;
};

class Message {
public:
    static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min(); // the count of a message without one
    // An argument is text that is the same in every language (a name, a number), or another message. No literal: words
    // have a template of their own.
    template<class... A, class = std::enable_if_t<(!std::is_same_v<A, std::nullptr_t> && ...)>>
    static Message tr(MessageTemplate<sizeof...(A)> words, const A&... arguments) {
        return {words.text(), none, {argument(arguments)...}};
    }
    // For any count but one, which has a template of its own: %n stands for it, and a language may have several
    // plurals. `nullptr` stands where Qt has its remark for translators.
    template<class N, class... A>
    static Message tr(MessageTemplate<sizeof...(A)> words, std::nullptr_t, N count, const A&... arguments) {
        static_assert(std::is_integral_v<N>);
        return {words.text(), static_cast<std::int64_t>(count), {argument(arguments)...}};
    }
    // The same in every language.
    static Message verbatim(std::string text) {
        Message message(nullptr, none, {});
        message.m_verbatim = std::move(text);
        return message;
    }

    // As a part of another sentence, whose full stop follows: without its own.
    Message withoutStop() const { return inForm(Form::WithoutStop); }
    // The same behind a semicolon: with a small letter.
    Message afterSemicolon() const { return inForm(Form::AfterSemicolon); }

    // What a template is called in a language, with the count where it has %n.
    using Translate = std::function<std::string(const char* words, std::int64_t count)>;
    // The finished text: every template translated, every place filled. A "%1" in an argument stays as it is.
    std::string text(const Translate& translate) const;
    std::string english() const;

    const char* words() const { return m_words; } // the template; nullptr for what is verbatim
    const std::vector<Message>& arguments() const { return m_arguments; }

private:
    enum class Form { Whole, WithoutStop, AfterSemicolon };
    Message inForm(Form form) const {
        Message message = *this;
        message.m_form = form;
        return message;
    }
    std::string filled(const Translate& translate) const;

    Message(const char* words, std::int64_t count, std::vector<Message> arguments)
        : m_words(words), m_count(count), m_arguments(std::move(arguments)) {}

    static Message argument(const Message& message) { return message; }
    static Message argument(const std::string& text) { return verbatim(text); }
    static Message argument(std::string_view text) { return verbatim(std::string(text)); }
    template<class N> static Message argument(N number) {
        static_assert(std::is_integral_v<N>);
        return verbatim(std::to_string(number));
    }
    static Message argument(char) = delete;
    static Message argument(bool) = delete;
    static Message argument(const char*) = delete;

    const char* m_words;
    std::string m_verbatim;
    std::int64_t m_count;
    std::vector<Message> m_arguments;
    Form m_form = Form::Whole;

#ifdef CONVSCOPE_LUPDATE // never defined: the program lupdate reads both branches and learns the context here
    Q_DECLARE_TR_FUNCTIONS(core)
#endif
};

} // namespace cnn
