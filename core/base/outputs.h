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
            add(Error(ErrorCode::WriteFailed, std::string("An output failed: ") + e.what() + "."));
        }
    }
    bool complete() const { return m_failures.empty(); }
    // What went wrong, a sentence each, and how many more there are; empty: nothing did.
    std::string failures() const {
        constexpr std::size_t most = 5; // a full disk may refuse a thousand files
        std::string text;
        for (std::size_t i = 0; i < std::min(most, m_failures.size()); ++i)
            text += (i == 0 ? "" : " ") + std::string(m_failures[i].what());
        if (m_failures.size() > most)
            text += " And " + std::to_string(m_failures.size() - most) + " more outputs failed.";
        return text;
    }
    void orThrow() const {
        if (!complete()) throw Error(m_failures.front().code(), failures());
    }

private:
    void add(const Error& e) {
        const auto same = [&](const Error& known) { return std::string(known.what()) == e.what(); };
        if (std::ranges::none_of(m_failures, same)) m_failures.push_back(e);
    }
    std::vector<Error> m_failures;
};

} // namespace cnn
