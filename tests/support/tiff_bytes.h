// TIFF files for tests, written by libtiff into memory.
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <tiffio.h>
#include <vector>

struct TiffPage {
    int columns = 24, rows = 16, channels = 1, bits = 8, format = SAMPLEFORMAT_UINT;
    int photometric = PHOTOMETRIC_MINISBLACK, compression = COMPRESSION_NONE, orientation = ORIENTATION_TOPLEFT;
    bool planar = false, tiled = false;
    std::vector<std::uint16_t> extra = {};   // what the last channels are
    std::vector<std::uint16_t> palette = {}; // red, green and blue of every number
    std::uint32_t kind = 0;                  // FILETYPE_...
    std::function<double(int channel, int row, int column)> value = [](int c, int y, int x) {
        return (c * 50 + y * 7 + x * 3) % 256;
    };
};

class TiffBytes {
public:
    // mode: "w", "wl" little endian, "wb" big endian, "w8" BigTIFF.
    static std::string of(const std::vector<TiffPage>& pages, const char* mode = "w") {
        TiffBytes file;
        TIFF* tiff = TIFFClientOpen("test", mode, &file, read, write, seek, close, size, nullptr, nullptr);
        for (const TiffPage& page : pages) writePage(tiff, page);
        TIFFClose(tiff);
        return file.m_bytes;
    }

private:
    static TiffBytes& self(thandle_t handle) { return *static_cast<TiffBytes*>(handle); }
    static tmsize_t read(thandle_t h, void* to, tmsize_t count) {
        TiffBytes& f = self(h);
        const auto left = static_cast<tmsize_t>(f.m_bytes.size() - std::min(f.m_at, f.m_bytes.size()));
        count = std::min(count, left);
        std::memcpy(to, f.m_bytes.data() + f.m_at, static_cast<std::size_t>(count));
        f.m_at += static_cast<std::size_t>(count);
        return count;
    }
    static tmsize_t write(thandle_t h, void* from, tmsize_t count) {
        TiffBytes& f = self(h);
        const auto n = static_cast<std::size_t>(count);
        if (f.m_bytes.size() < f.m_at + n) f.m_bytes.resize(f.m_at + n);
        std::memcpy(f.m_bytes.data() + f.m_at, from, n);
        f.m_at += n;
        return count;
    }
    static toff_t seek(thandle_t h, toff_t to, int from) {
        TiffBytes& f = self(h);
        f.m_at = to + (from == SEEK_CUR ? f.m_at : from == SEEK_END ? f.m_bytes.size() : 0);
        return f.m_at;
    }
    static int close(thandle_t) { return 0; }
    static toff_t size(thandle_t h) { return self(h).m_bytes.size(); }

    template<class T> static void append(std::string& to, T value) {
        const char* bytes = reinterpret_cast<const char*>(&value);
        to.append(bytes, sizeof(T));
    }
    // A row of pixels with `channels` of them, from `first` on.
    static std::string packed(const TiffPage& p, int row, int column, int columns, int first, int channels) {
        std::string bytes;
        std::uint32_t pending = 0;
        int used = 0;
        for (int x = column; x < column + columns; ++x)
            for (int c = first; c < first + channels; ++c) {
                const double v = x < p.columns && row < p.rows ? p.value(c, row, x) : 0;
                if (p.format == SAMPLEFORMAT_IEEEFP) {
                    if (p.bits == 16) append(bytes, Eigen::half(static_cast<float>(v)));
                    if (p.bits == 32) append(bytes, static_cast<float>(v));
                    if (p.bits == 64) append(bytes, v);
                } else if (p.format == SAMPLEFORMAT_INT) {
                    if (p.bits == 8) append(bytes, static_cast<std::int8_t>(v));
                    if (p.bits == 16) append(bytes, static_cast<std::int16_t>(v));
                    if (p.bits == 32) append(bytes, static_cast<std::int32_t>(v));
                } else if (p.bits == 16) {
                    append(bytes, static_cast<std::uint16_t>(v));
                } else if (p.bits == 32) {
                    append(bytes, static_cast<std::uint32_t>(v));
                } else {
                    pending = pending << p.bits | static_cast<std::uint32_t>(v);
                    for (used += p.bits; used >= 8; used -= 8) bytes += static_cast<char>(pending >> (used - 8));
                }
            }
        if (used > 0) bytes += static_cast<char>(pending << (8 - used));
        return bytes;
    }
    static void writePage(TIFF* t, const TiffPage& p) {
        constexpr int tile = 16;
        TIFFSetField(t, TIFFTAG_SUBFILETYPE, p.kind);
        TIFFSetField(t, TIFFTAG_IMAGEWIDTH, p.columns);
        TIFFSetField(t, TIFFTAG_IMAGELENGTH, p.rows);
        TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, p.bits);
        TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, p.channels);
        TIFFSetField(t, TIFFTAG_SAMPLEFORMAT, p.format);
        TIFFSetField(t, TIFFTAG_PHOTOMETRIC, p.photometric);
        TIFFSetField(t, TIFFTAG_COMPRESSION, p.compression);
        TIFFSetField(t, TIFFTAG_ORIENTATION, p.orientation);
        TIFFSetField(t, TIFFTAG_PLANARCONFIG, p.planar ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
        if (!p.extra.empty()) TIFFSetField(t, TIFFTAG_EXTRASAMPLES, static_cast<int>(p.extra.size()), p.extra.data());
        if (!p.palette.empty()) {
            const std::size_t n = p.palette.size() / 3;
            TIFFSetField(t, TIFFTAG_COLORMAP, &p.palette[0], &p.palette[n], &p.palette[2 * n]);
        }
        if (p.tiled) {
            TIFFSetField(t, TIFFTAG_TILEWIDTH, tile);
            TIFFSetField(t, TIFFTAG_TILELENGTH, tile);
        } else {
            TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, p.compression == COMPRESSION_JPEG ? 8 : 5);
        }
        const int passes = p.planar ? p.channels : 1, each = p.planar ? 1 : p.channels;
        for (int pass = 0; pass < passes; ++pass) {
            if (p.tiled) {
                for (int y = 0; y < p.rows; y += tile)
                    for (int x = 0; x < p.columns; x += tile) {
                        std::string bytes;
                        for (int k = 0; k < tile; ++k) bytes += packed(p, y + k, x, tile, pass, each);
                        TIFFWriteTile(t, bytes.data(), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0,
                                      static_cast<std::uint16_t>(pass));
                    }
                continue;
            }
            for (int y = 0; y < p.rows; ++y) {
                std::string bytes = packed(p, y, 0, p.columns, pass, each);
                if (TIFFWriteScanline(t, bytes.data(), static_cast<std::uint32_t>(y),
                                      static_cast<std::uint16_t>(pass)) != 1)
                    throw std::runtime_error("the TIFF cannot be written");
            }
        }
        TIFFWriteDirectory(t);
    }

    std::string m_bytes;
    std::size_t m_at = 0;
};
