// One error type for the whole program.
//
// Returned as Expected<T> where "no" is something the learner should read beside the grid (a 7x7 window on a 5x5
// input); thrown where the reader is far away (a file is damaged, the disk is full). Caught at four doors: main, the
// command line, the helper that runs a user's command, and the loops of worker threads.
#pragma once

#include "core/base/message.h"

#include <cassert>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace cnn {

enum class ErrorCode {
    Usage,       // asked for something that does not exist or is out of range
    NotFound,    // no such file or folder
    Unreadable,  // it is there, but may not or cannot be read
    BadFormat,   // it is not what it claims to be
    Mismatch,    // two things do not belong together (image and label counts, shapes)
    TooLarge,    // beyond what we accept
    DoesNotFit,  // a window does not fit its input
    Diverged,    // training left the finite numbers
    Interrupted, // the user stopped it
    WriteFailed  // nothing was written, the old file is still whole
};

// A full sentence for people: what is wrong, where, and if possible what to do.
class Error : public std::runtime_error {
public:
    // The core's way: what() is the message in English, whoever shows it to a user translates message().
    Error(ErrorCode code, const Message& message)
        : std::runtime_error(message.english()), m_code(code), m_message(std::make_shared<const Message>(message)) {}
    // Outside of the core, where the sentence is in the language of the user already.
    Error(ErrorCode code, const std::string& sentence) : Error(code, Message::verbatim(sentence)) {}

    ErrorCode code() const { return m_code; }
    const Message& message() const { return *m_message; }

private:
    ErrorCode m_code;
    std::shared_ptr<const Message> m_message; // shared, because an exception must be copied without throwing
};

// A value or the Error that explains why there is none (std::expected is C++23).
template<class T> class [[nodiscard]] Expected {
public:
    Expected(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Expected(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_content.index() == 0; }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T operator*() && { return std::move(value()); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    const Error& error() const {
        assert(m_content.index() == 1);
        return *std::get_if<1>(&m_content);
    }
    // For readers far away: the value, or the Error thrown.
    T orThrow() && {
        if (!*this) throw error();
        return std::move(value());
    }

private:
    const T& value() const {
        assert(m_content.index() == 0);
        return *std::get_if<0>(&m_content);
    }
    T& value() {
        assert(m_content.index() == 0);
        return *std::get_if<0>(&m_content);
    }
    std::variant<T, Error> m_content;
};

} // namespace cnn
