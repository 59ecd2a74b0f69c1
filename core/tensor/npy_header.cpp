#include "core/tensor/npy_header.h"

#include <charconv>
#include <optional>

namespace cnn {
namespace {

class Parser {
public:
    explicit Parser(std::string_view text) : m_rest(text) {}

    NpyHeader header() {
        expect('{');
        while (!accept('}')) {
            pair();
            if (accept('}')) break;
            expect(',');
        }
        skipBlanks();
        if (!m_rest.empty()) fail(Message::tr("nothing after the closing brace"));
        if (!m_descr || !m_fortranOrder || !m_shape) fail(Message::tr("the keys descr, fortran_order and shape"));
        return {*m_descr, *m_fortranOrder, *m_shape};
    }

private:
    [[noreturn]] static void fail(const Message& expected) {
        throw Error(ErrorCode::BadFormat, Message::tr("its header is damaged: %1 should stand there.", expected));
    }
    void skipBlanks() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\n"), m_rest.size())); }
    bool accept(std::string_view word) {
        skipBlanks();
        if (!m_rest.starts_with(word)) return false;
        m_rest.remove_prefix(word.size());
        return true;
    }
    bool accept(char sign) { return accept(std::string_view(&sign, 1)); }
    void expect(char sign) {
        if (!accept(sign)) fail(Message::verbatim(std::string("\"") + sign + "\""));
    }

    std::string string() {
        const char quote = accept('\'') ? '\'' : '"';
        if (quote == '"') expect('"');
        const std::size_t end = m_rest.find(quote);
        if (end == m_rest.npos) fail(Message::tr("a closing quote"));
        const std::string text(m_rest.substr(0, end));
        m_rest.remove_prefix(end + 1);
        return text;
    }
    bool boolean() {
        if (accept("True")) return true;
        if (!accept("False")) fail(Message::tr("True or False"));
        return false;
    }
    std::uint64_t number() {
        skipBlanks();
        std::uint64_t value = 0;
        const auto [end, status] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
        if (status != std::errc()) fail(Message::tr("an extent that a 64-bit number can hold"));
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        return value;
    }
    std::vector<std::uint64_t> tuple() {
        std::vector<std::uint64_t> numbers;
        expect('(');
        while (!accept(')')) {
            numbers.push_back(number());
            if (accept(')')) break;
            expect(',');
        }
        return numbers;
    }
    void pair() {
        const std::string key = string();
        expect(':');
        if (key == "descr" && !m_descr) {
            if (accept('['))
                throw Error(ErrorCode::BadFormat,
                            Message::tr("it holds a table with named columns; an array of plain numbers is needed."));
            m_descr = string();
        } else if (key == "fortran_order" && !m_fortranOrder) {
            m_fortranOrder = boolean();
        } else if (key == "shape" && !m_shape) {
            m_shape = tuple();
        } else {
            fail(Message::tr("the keys descr, fortran_order and shape, each once,"));
        }
    }

    std::string_view m_rest;
    std::optional<std::string> m_descr;
    std::optional<bool> m_fortranOrder;
    std::optional<std::vector<std::uint64_t>> m_shape;
};

} // namespace

NpyParts npyParts(std::string_view file) {
    const auto take = [&](std::size_t bytes) {
        if (file.size() < bytes) throw Error(ErrorCode::BadFormat, Message::tr("the file ends within its header."));
        const std::string_view taken = file.substr(0, bytes);
        file.remove_prefix(bytes);
        return taken;
    };
    if (!file.starts_with(npyMagic)) throw Error(ErrorCode::BadFormat, Message::tr("it is no .npy file."));
    take(npyMagic.size());
    const std::string_view version = take(2);
    if (version[0] < 1 || version[0] > 3 || version[1] != 0)
        throw Error(ErrorCode::BadFormat, Message::tr("only the .npy format versions 1.0, 2.0 and 3.0 are known."));
    std::uint64_t length = 0;
    const std::string_view field = take(version[0] == 1 ? 2 : 4);
    for (std::size_t i = 0; i < field.size(); ++i)
        length |= std::uint64_t{static_cast<unsigned char>(field[i])} << (8 * i);
    if (length > mostNpyHeader) throw Error(ErrorCode::TooLarge, Message::tr("its header is larger than 64 kB."));
    NpyHeader header = parseNpyHeader(take(length)).orThrow();
    return {std::move(header), file};
}

Expected<NpyHeader> parseNpyHeader(std::string_view text) {
    try {
        return Parser(text).header();
    } catch (const Error& error) {
        return error;
    }
}

} // namespace cnn
