// Several outputs of one command, each made whatever became of the others.
#pragma once

#include "core/base/error.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace cnn {

class Outputs {
public:
    // Makes one. What goes wrong is kept for the end.
    void make(const std::function<void()>& output) {
        try {
            output();
        } catch (const Error& e) {
            add(e);
        } catch (const std::exception& e) {
            add(Error(ErrorCode::WriteFailed, Message::tr("An output failed: %1.", std::string(e.what()))));
        }
    }
    bool complete() const { return m_failures.empty(); }
    // What went wrong, a sentence each, and how many more there are; empty: nothing did.
    std::string failures() const { return complete() ? std::string() : message().english(); }
    Message message() const {
        constexpr std::size_t most = 5; // a full disk may refuse a thousand files
        Message text = m_failures.front().message();
        for (std::size_t i = 1; i < std::min(most, m_failures.size()); ++i)
            text = Message::tr("%1 %2", text, m_failures[i].message());
        const std::size_t more = m_failures.size() - std::min(most, m_failures.size());
        if (more == 1) return Message::tr("%1 And 1 more output failed.", text);
        return more == 0 ? text : Message::tr("%1 And %n more outputs failed.", nullptr, more, text);
    }
    void orThrow() const {
        if (!complete()) throw Error(m_failures.front().code(), message());
    }

private:
    void add(const Error& e) {
        const auto same = [&](const Error& known) { return std::string(known.what()) == e.what(); };
        if (std::ranges::none_of(m_failures, same)) m_failures.push_back(e);
    }
    std::vector<Error> m_failures;
};

} // namespace cnn
