#include "core/files/pgm_read.h"

#include <algorithm>
#include <optional>

namespace cnn {
namespace {

// The numbers of a map that is written as text: its head, and its pixels unless they are bytes.
class Numbers {
public:
    explicit Numbers(std::string_view bytes) : m_bytes(bytes) {}

    std::optional<std::int64_t> next() {
        while (m_at < m_bytes.size() && !isDigit()) {
            if (m_bytes[m_at] == '#') m_at = std::min(m_bytes.find('\n', m_at), m_bytes.size() - 1);
            ++m_at;
        }
        constexpr std::int64_t most = 1'000'000'000;
        std::optional<std::int64_t> value;
        for (; m_at < m_bytes.size() && isDigit(); ++m_at)
            value = std::min(most, value.value_or(0) * 10 + (m_bytes[m_at] - '0'));
        return value;
    }
    std::size_t at() const { return m_at; }

private:
    bool isDigit() const { return m_bytes[m_at] >= '0' && m_bytes[m_at] <= '9'; }
    std::string_view m_bytes;
    std::size_t m_at = 2;
};

struct Head {
    std::int64_t columns = 0, rows = 0, largest = 0;
    int channels = 1;
    bool text = false;
    std::size_t pixels = 0; // where they begin
};

std::optional<Head> headOf(std::string_view bytes) {
    if (bytes.size() < 3 || bytes[0] != 'P' || std::string_view("2356").find(bytes[1]) == bytes.npos) return {};
    Numbers numbers(bytes);
    const auto columns = numbers.next(), rows = numbers.next(), largest = numbers.next();
    if (!largest) return {};
    return Head{*columns,       *rows,           *largest, bytes[1] == '3' || bytes[1] == '6' ? 3 : 1,
                bytes[1] < '4', numbers.at() + 1};
}

} // namespace

bool isDeepMap(std::string_view bytes) {
    const auto head = headOf(bytes);
    return head && head->largest > 255;
}

Raster readDeepMap(std::string_view bytes, const std::string& name) {
    const auto fail = [&](const Message& why) { throw Error(ErrorCode::BadFormat, why); };
    const Head head = headOf(bytes).value_or(Head{});
    if (head.rows <= 0 || head.columns <= 0 || head.largest <= 0 || head.largest > 65535)
        fail(Message::tr("The picture %1 is damaged: it has no pixels, or values beyond 65,535.", name));
    if (head.rows > mostPixels / head.columns) throw TooManyPixels(name, head.rows, head.columns, Reducible::No);
    Raster raster;
    raster.shape = {head.channels, static_cast<int>(head.rows), static_cast<int>(head.columns), 1};
    raster.colour = head.channels == 3;
    raster.channels = head.channels;
    raster.byType = {0, static_cast<float>(head.largest)};
    const std::size_t count = raster.shape.perImage(), each = count / static_cast<std::size_t>(head.channels);
    const std::size_t there = bytes.size() > head.pixels ? bytes.size() - head.pixels : 0;
    const Message cut =
        Message::tr("The picture %1 is damaged: it ends early, and pixels are missing. Copy or save it again.", name);
    if (there < (head.text ? 2 * count - 1 : 2 * count)) fail(cut); // a number and a blank take two bytes at least
    Pixels::Words values(count);
    Numbers numbers(bytes);
    for (int k = 0; k < 3; ++k) (void)numbers.next();
    for (std::size_t i = 0; i < count; ++i) {
        std::int64_t value = 0;
        if (head.text) {
            const auto next = numbers.next();
            if (!next) fail(cut);
            value = *next;
        } else
            value = static_cast<unsigned char>(bytes[head.pixels + 2 * i]) << 8U |
                    static_cast<unsigned char>(bytes[head.pixels + 2 * i + 1]);
        if (value > head.largest)
            fail(Message::tr("The picture %1 is damaged: it holds the value %2, more than its largest, %3.", name,
                             value, head.largest));
        const auto channels = static_cast<std::size_t>(head.channels);
        values[i % channels * each + i / channels] = static_cast<std::uint16_t>(value);
    }
    // The last number may have lost digits; the line's end behind it tells.
    if (head.text && numbers.at() == bytes.size()) fail(cut);
    raster.pixels = std::move(values);
    return raster;
}

} // namespace cnn
