#include "core/tensor/npy.h"

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/tensor/npy_elements.h"
#include "core/tensor/npy_header.h"
#include "core/tensor/number_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace cnn {
namespace {

constexpr std::uint64_t maxBytes = 512U * 1024U * 1024U;

// Where element (n, c, y, x) of the file lies, counted in elements.
struct Layout {
    std::size_t images = 1;
    Shape shape; // of one image
    std::size_t stepN = 0, stepC = 0, stepY = 0, stepX = 0;
};

// Whole numbers that a float holds as others.
struct Losses {
    std::size_t count = 0;
    std::string first; // and as what it is held
};

double toDouble(Eigen::half value) {
    return static_cast<double>(static_cast<float>(value));
}
template<class T> double toDouble(T value) {
    return static_cast<double>(value);
}

template<class T> void note(T value, float held, Losses& losses) {
    if constexpr (std::is_integral_v<T> && sizeof(T) >= 4)
        if (static_cast<long double>(held) != static_cast<long double>(value) && losses.count++ == 0)
            losses.first = std::to_string(value) + " is held as " + shortest(held);
}

// Image n of the file. False when a number is not finite as a float.
template<class T>
bool fill(Tensor& to, const char* data, const Layout& from, std::size_t n, bool swapBytes, Losses& losses) {
    float* out = to.data();
    for (std::size_t c = 0; c < static_cast<std::size_t>(from.shape.c); ++c)
        for (std::size_t y = 0; y < static_cast<std::size_t>(from.shape.h); ++y)
            for (std::size_t x = 0; x < static_cast<std::size_t>(from.shape.w); ++x) {
                const std::size_t index = n * from.stepN + c * from.stepC + y * from.stepY + x * from.stepX;
                const T element = npyElement<T>(data + index * sizeof(T), swapBytes);
                const double value = toDouble(element);
                if (!(std::abs(value) <= std::numeric_limits<float>::max())) return false;
                note(element, static_cast<float>(value), losses);
                *out++ = static_cast<float>(value);
            }
    return true;
}

struct ElementType {
    std::size_t size = 0; // bytes
    bool (*fill)(Tensor&, const char*, const Layout&, std::size_t image, bool swapBytes, Losses&) = nullptr;
};

ElementType typeNamed(const std::string& descr) {
    ElementType type;
    withNpyElement(descr, [&](auto element) { type = {sizeof(element), fill<decltype(element)>}; });
    return type;
}

// What a third axis of 3 or 4 may be: the colours of a picture (and its transparency), or columns.
enum class LastAxis { Columns, MaybeColours, Colours };

LastAxis lastAxisOf(const NpyHeader& header) {
    constexpr std::uint64_t likePictures = 16; // rows and columns that no teaching grid's channels have
    const auto& s = header.shape;
    if (s.size() != 3 || (s[2] != 3 && s[2] != 4) || s[0] == 1 || s[0] == 3) return LastAxis::Columns;
    const bool bytes = header.descr.ends_with("u1");
    if ((bytes && s[2] == 3) || (s[0] >= likePictures && s[1] >= likePictures)) return LastAxis::Colours;
    return bytes || s[1] != s[2] ? LastAxis::MaybeColours : LastAxis::Columns; // square ones are kernels' windows
}

// (rows, columns, colours) to (colours, rows, columns); of four the last, transparency, is left out.
Tensor coloursFirst(const Tensor& picture) {
    const Shape& from = picture.shape();
    Tensor to({3, from.c, from.h, 1});
    for (int colour = 0; colour < 3; ++colour)
        for (int y = 0; y < from.c; ++y)
            for (int x = 0; x < from.h; ++x) to.at(colour, y, x) = picture.at(y, x, colour);
    return to;
}

[[noreturn]] void failNpy(const std::string& name, ErrorCode code, const Message& reason) {
    throw Error(code, Message::tr("Cannot read %1: %2", name, reason));
}

template<class Read> auto ofNpy(const std::string& name, Read read) {
    try {
        return read();
    } catch (const Error& error) {
        failNpy(name, error.code(), error.message());
    }
}

// Everything that can be wrong with one file, said with its name in front.
class NpyReader {
public:
    NpyReader(std::string_view bytes, const std::string& name) : m_bytes(bytes), m_name(name) {}

    // One tensor for each entry of a fourth axis.
    std::vector<Tensor> read(std::size_t mostAxes) {
        const NpyParts parts = ofNpy(m_name, [&] { return npyParts(m_bytes); });
        const ElementType type = ofNpy(m_name, [&] { return typeNamed(parts.header.descr); });
        const Layout layout = layoutOf(parts.header, type.size, mostAxes);
        const std::size_t needed = layout.images * layout.shape.count() * type.size;
        if (parts.elements.size() != needed)
            fail(ErrorCode::BadFormat, Message::tr("its shape needs %n bytes of numbers, it holds %1.", nullptr, needed,
                                                   parts.elements.size()));
        std::vector<Tensor> tensors(layout.images, Tensor(layout.shape));
        for (std::size_t n = 0; n < layout.images; ++n)
            if (!type.fill(tensors[n], parts.elements.data(), layout, n, npyBytesSwapped(parts.header.descr), m_losses))
                fail(ErrorCode::BadFormat,
                     Message::tr("it holds NaN, infinity or a number too large for 32-bit floats."));
        m_lastAxis = lastAxisOf(parts.header);
        return tensors;
    }

    // A grid that people bring, see gridFromNpy.
    Tensor readGrid(std::string& note) {
        Tensor grid = std::move(read(3).front());
        const Shape s = grid.shape();
        const std::string size = std::to_string(s.c) + ", " + std::to_string(s.h) + ", " + std::to_string(s.w);
        if (m_lastAxis == LastAxis::Colours) {
            grid = coloursFirst(grid);
            note += " Its shape (" + size + ") is read as a colour picture of " + std::to_string(s.c) + " rows and " +
                    std::to_string(s.h) + " columns" + (s.w == 4 ? ", without its transparency." : ".");
        }
        if (m_lastAxis == LastAxis::MaybeColours)
            note += " Its shape (" + size + ") is read as " + std::to_string(s.c) + " channels of " +
                    std::to_string(s.h) + " × " + std::to_string(s.w) +
                    "; a colour picture has the shape (3, rows, columns).";
        if (m_losses.count > 0)
            note += " " + m_losses.first + ", the nearest 32-bit number" +
                    (m_losses.count > 1 ? " (one of " + std::to_string(m_losses.count) + " such numbers)." : ".");
        return grid;
    }

private:
    [[noreturn]] void fail(ErrorCode code, const Message& reason) const { failNpy(m_name, code, reason); }
    Layout layoutOf(const NpyHeader& header, std::size_t elementSize, std::size_t mostAxes) const {
        if (header.shape.empty() || header.shape.size() > mostAxes)
            fail(ErrorCode::BadFormat,
                 mostAxes == 3 ? Message::tr("it has %1; one to three are needed.", counted::axes(header.shape.size()))
                               : Message::tr("it has %1; one to four are needed.", counted::axes(header.shape.size())));
        std::array<std::size_t, 4> extent{1, 1, 1, 1};
        std::copy_backward(header.shape.begin(), header.shape.end(), extent.end());
        // Neither the file nor the floats made of it may pass the cap; divided, so that nothing can overflow.
        std::uint64_t left = maxBytes / std::max(elementSize, sizeof(float));
        for (const std::size_t e : extent) {
            if (e == 0) fail(ErrorCode::BadFormat, Message::tr("it holds no numbers: one of its axes has length 0."));
            if (e > left) fail(ErrorCode::TooLarge, Message::tr("it holds more than 512 MB of numbers."));
            left /= e;
        }
        const auto [n, c, h, w] = extent;
        const Shape shape{static_cast<int>(c), static_cast<int>(h), static_cast<int>(w), 1};
        return header.fortranOrder ? Layout{n, shape, 1, n, n * c, n * c * h}
                                   : Layout{n, shape, c * h * w, h * w, w, 1};
    }

    std::string_view m_bytes;
    const std::string& m_name;
    Losses m_losses;
    LastAxis m_lastAxis = LastAxis::Columns;
};

} // namespace

std::string toNpy(std::span<const int> shape, std::span<const float> values) {
    std::string extents;
    for (const int extent : shape) extents += std::to_string(extent) + ", ";
    if (shape.size() > 1) extents.resize(extents.size() - 2); // NumPy writes (5,) but (5, 5)
    if (shape.size() == 1) extents.pop_back();
    std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + extents + "), }";
    // The numbers begin at a multiple of 64 bytes, after magic, version, length and a closing line feed.
    const std::size_t used = npyMagic.size() + 4 + text.size() + 1;
    text.append((64 - used % 64) % 64, ' ');
    text += '\n';

    std::string file(npyMagic);
    file += {'\1', '\0', static_cast<char>(text.size() & 0xFFU), static_cast<char>(text.size() >> 8U)};
    file += text;
    const std::size_t begin = file.size();
    file.resize(begin + values.size() * sizeof(float));
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto bytes = std::bit_cast<std::array<char, sizeof(float)>>(values[i]);
        if constexpr (std::endian::native == std::endian::big) std::reverse(bytes.begin(), bytes.end());
        std::memcpy(file.data() + begin + i * sizeof(float), bytes.data(), bytes.size());
    }
    return file;
}

std::string toNpy(const Tensor& tensor, bool flat) {
    const Shape& s = tensor.shape();
    assert(s.n == 1 && (!flat || s.c == 1));
    const std::array<int, 3> extents{s.c, s.h, s.w};
    return toNpy(std::span(extents).subspan(flat ? 1 : 0), tensor.values());
}

Tensor fromNpy(std::string_view bytes, const std::string& name) {
    return NpyReader(bytes, name).read(3).front();
}

Tensor gridFromNpy(std::string_view bytes, const std::string& name, std::string& note) {
    return NpyReader(bytes, name).readGrid(note);
}

std::vector<Tensor> filtersFromNpy(std::string_view bytes, const std::string& name) {
    return NpyReader(bytes, name).read(4);
}

Tensor readNpy(const std::filesystem::path& path) {
    return fromNpy(readFile(path, maxBytes + mostNpyHeader + 16), bytesOfName(path));
}

} // namespace cnn
