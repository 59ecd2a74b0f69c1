// The values of many images in as many bits as their files have: nothing is lost, and bytes take no more room.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace cnn {

class Pixels {
public:
    using Bytes = std::vector<std::uint8_t>;
    using Words = std::vector<std::uint16_t>;
    using Floats = std::vector<float>;
    enum class Kind { Bytes, Words, Floats }; // in the order of the variant

    // Calls work(std::vector<T>&) with the vector that there is.
    template<class Work> decltype(auto) visit(Work&& work) const { return std::visit(work, m_values); }
    template<class Work> decltype(auto) visit(Work&& work) { return std::visit(work, m_values); }

    Pixels() = default; // bytes, none so far
    Pixels(Bytes values) : m_values(std::move(values)) {}
    Pixels(Words values) : m_values(std::move(values)) {}
    Pixels(Floats values) : m_values(std::move(values)) {}
    static Pixels none(Kind kind) {
        if (kind == Kind::Words) return Words();
        if (kind == Kind::Floats) return Floats();
        return {};
    }

    Kind kind() const { return static_cast<Kind>(m_values.index()); }
    std::size_t size() const {
        return visit([](const auto& values) { return values.size(); });
    }
    bool empty() const { return size() == 0; }
    // Of one value in memory.
    std::size_t width() const {
        return visit([](const auto& values) { return sizeof(values[0]); });
    }
    float operator[](std::size_t i) const {
        return visit([i](const auto& values) { return static_cast<float>(values[i]); });
    }
    void resize(std::size_t count) {
        visit([count](auto& values) { values.resize(count); });
    }
    void reserve(std::size_t count) {
        visit([count](auto& values) { values.reserve(count); });
    }
    // Behind what is there; `from` is of the same kind.
    void append(const Pixels& from, std::size_t begin, std::size_t count) {
        assert(from.kind() == kind() && begin + count <= from.size());
        visit([&](auto& values) {
            const auto part = std::span(std::get<std::decay_t<decltype(values)>>(from.m_values)).subspan(begin, count);
            values.insert(values.end(), part.begin(), part.end());
        });
    }
    Pixels part(std::size_t begin, std::size_t count) const {
        Pixels to = none(kind());
        to.append(*this, begin, count);
        return to;
    }
    // Of whoever knows that they are bytes, words, floats.
    Bytes& bytes() { return std::get<Bytes>(m_values); }
    const Bytes& bytes() const { return std::get<Bytes>(m_values); }
    Words& words() { return std::get<Words>(m_values); }
    Floats& floats() { return std::get<Floats>(m_values); }
    const Floats& floats() const { return std::get<Floats>(m_values); }
    bool operator==(const Pixels&) const = default;

private:
    std::variant<Bytes, Words, Floats> m_values;
};

} // namespace cnn
