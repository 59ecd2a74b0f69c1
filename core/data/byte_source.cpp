#include "core/data/byte_source.h"

#include "core/base/error.h"

#include <algorithm>
#include <limits>
#include <zlib.h>

namespace cnn {
namespace {

class PlainBytes : public ByteSource {
public:
    explicit PlainBytes(std::string_view file) : m_rest(file) {}

    std::size_t read(std::span<std::uint8_t> to) override {
        const std::string_view taken = m_rest.substr(0, to.size());
        std::copy(taken.begin(), taken.end(), to.begin());
        m_rest.remove_prefix(taken.size());
        return taken.size();
    }
    std::uint64_t atMostLeft() const override { return m_rest.size(); }

private:
    std::string_view m_rest;
};

class GzipBytes : public ByteSource {
public:
    explicit GzipBytes(std::string_view file) : m_rest(file) {
        constexpr int gzipWrapper = 16 + MAX_WBITS;
        if (inflateInit2(&m_stream, gzipWrapper) != Z_OK) throw std::bad_alloc();
    }
    ~GzipBytes() override { inflateEnd(&m_stream); }
    GzipBytes(const GzipBytes&) = delete;
    GzipBytes& operator=(const GzipBytes&) = delete;

    std::size_t read(std::span<std::uint8_t> to) override {
        std::size_t done = 0;
        while (done < to.size() && !m_ended) {
            done += inflateOnce(to.subspan(done));
            if (m_ended && !m_rest.empty())
                throw Error(ErrorCode::BadFormat, Message::tr("more bytes follow after the end of its gzip data."));
        }
        return done;
    }
    // Deflate packs at most 1032 to 1 (zlib's technical notes); 64 kB: what zlib holds back in its window.
    std::uint64_t atMostLeft() const override { return std::uint64_t{m_rest.size()} * 1032 + 64U * 1024U; }

private:
    std::size_t inflateOnce(std::span<std::uint8_t> to) {
        constexpr std::size_t most = std::numeric_limits<uInt>::max();
        const auto in = static_cast<uInt>(std::min(m_rest.size(), most));
        const auto out = static_cast<uInt>(std::min(to.size(), most));
        // zlib's interface predates const; inflate only reads from next_in.
        m_stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(m_rest.data()));
        m_stream.avail_in = in;
        m_stream.next_out = to.data();
        m_stream.avail_out = out;
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        m_rest.remove_prefix(in - m_stream.avail_in);
        m_ended = status == Z_STREAM_END;
        if (status == Z_BUF_ERROR || (status == Z_OK && m_rest.empty() && m_stream.avail_out > 0))
            throw Error(ErrorCode::BadFormat, Message::tr("its gzip data is cut off."));
        if (status != Z_OK && !m_ended) throw Error(ErrorCode::BadFormat, Message::tr("its gzip data is damaged."));
        return out - m_stream.avail_out;
    }

    std::string_view m_rest;
    z_stream m_stream{};
    bool m_ended = false;
};

} // namespace

std::unique_ptr<ByteSource> openBytes(std::string_view file) {
    if (file.starts_with("\x1f\x8b")) return std::make_unique<GzipBytes>(file);
    return std::make_unique<PlainBytes>(file);
}

} // namespace cnn
