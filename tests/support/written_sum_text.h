// Reading back what is written, without the code that wrote it: every number of a line as a whole number of 10^-18.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cnn {

__extension__ typedef __int128 Atoms; // 10^-18 each

inline Atoms atomsOf(std::string_view text) {
    const bool negative = text.find("−") != std::string_view::npos;
    bool behind = false;
    Atoms all = 0;
    int places = 0;
    for (const char c : text) {
        behind = behind || c == '.';
        if (c < '0' || c > '9') continue;
        all = all * 10 + (c - '0');
        places += behind ? 1 : 0;
    }
    for (; places < 18; ++places) all *= 10;
    return negative ? -all : all;
}

// The terms of "1 + (−2) + … (3 more: 0.5) = −0.5" and what stands behind the sign.
struct ReadSum {
    std::vector<Atoms> terms;
    Atoms result = 0;
    Atoms sum() const {
        Atoms all = 0;
        for (const Atoms term : terms) all += term;
        return all;
    }
    double value() const { return static_cast<double>(result) / 1e18; }
};
inline ReadSum readSum(const std::string& line) {
    ReadSum read;
    const std::size_t sign = std::min(line.find(" = "), line.find(" ≈ "));
    read.result = atomsOf(std::string_view(line).substr(line.find(' ', sign + 1) + 1));
    std::string_view rest = std::string_view(line).substr(0, sign);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(" + "), rest.size());
        std::string_view term = rest.substr(0, end);
        if (const auto more = term.find("more: "); more != std::string_view::npos) term.remove_prefix(more + 6);
        read.terms.push_back(atomsOf(term));
        rest.remove_prefix(std::min(end + 3, rest.size()));
    }
    return read;
}

} // namespace cnn
