// The bytes of small data files of other programs, right and wrong ones.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>
#include <zlib.h>

// A .npy file: `descr` as NumPy writes it, "|u1"; the elements' bytes as they stand there.
inline std::string npyFile(const std::string& descr, const std::vector<int>& shape, const std::string& elements,
                           bool fortran = false) {
    std::string extents;
    for (const int extent : shape) extents += std::to_string(extent) + ",";
    std::string text = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" +
                       extents + "), }\n";
    return std::string("\x93NUMPY\1\0", 8) + static_cast<char>(text.size()) + '\0' + text + elements;
}

// So many bytes that differ from image to image.
inline std::string pixelBytes(std::size_t count, unsigned seed = 1) {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>((i * 7 + i / 251 * 13 + seed * 31) % 256);
    return bytes;
}

// Labels 0, 1, .. classes - 1, 0, ...
inline std::string labelBytes(int count, int classes, int first = 0) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(first + i % classes);
    return bytes;
}

// A zip archive, stored or deflated, with sizes in ZIP64's extra fields as numpy.savez writes them where wished.
struct ZipWay {
    bool deflated = false, zip64 = false;
};
inline std::string zipFile(const std::vector<std::pair<std::string, std::string>>& files, ZipWay way = {}) {
    const auto number = [](std::uint64_t value, int bytes) {
        std::string text;
        for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
        return text;
    };
    std::string zip, contents;
    for (const auto& [name, content] : files) {
        std::string packed = content;
        if (way.deflated) {
            z_stream stream{};
            deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
            packed.assign(deflateBound(&stream, content.size()) + 16, '\0');
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
            stream.avail_in = static_cast<uInt>(content.size());
            stream.next_out = reinterpret_cast<Bytef*>(packed.data());
            stream.avail_out = static_cast<uInt>(packed.size());
            deflate(&stream, Z_FINISH);
            packed.resize(stream.total_out);
            deflateEnd(&stream);
        }
        constexpr std::uint64_t elsewhere = 0xFFFFFFFFU;
        const std::string extra =
            way.zip64 ? number(1, 2) + number(16, 2) + number(content.size(), 8) + number(packed.size(), 8) : "";
        const std::string about =
            number(way.zip64 ? 45 : 20, 2) + number(0, 2) + number(way.deflated ? 8 : 0, 2) + number(0x00210000, 4) +
            number(crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())), 4) +
            number(way.zip64 ? elsewhere : packed.size(), 4) + number(way.zip64 ? elsewhere : content.size(), 4) +
            number(name.size(), 2) + number(extra.size(), 2);
        contents += "PK\1\2" + number(20, 2) + about + std::string(10, '\0') + number(zip.size(), 4) + name + extra;
        zip += "PK\3\4" + about + name + extra + packed;
    }
    return zip + contents + "PK\5\6" + number(0, 4) + number(files.size(), 2) + number(files.size(), 2) +
           number(contents.size(), 4) + number(zip.size(), 4) + number(0, 2);
}

// A MedMNIST-like archive: colour when channels is 3, as many test and validation images as said.
inline std::string medicalNpz(int train, int val, int test, int side, int channels, int classes,
                              ZipWay way = {true, true}) {
    std::vector<std::pair<std::string, std::string>> files;
    unsigned seed = 1;
    for (const auto& [part, count] : {std::pair{"train", train}, {"val", val}, {"test", test}}) {
        if (count == 0) continue;
        std::vector<int> shape{count, side, side};
        if (channels > 1) shape.push_back(channels);
        const auto values = static_cast<std::size_t>(count) * static_cast<std::size_t>(side * side * channels);
        files.emplace_back(std::string(part) + "_images.npy", npyFile("|u1", shape, pixelBytes(values, seed++)));
        files.emplace_back(std::string(part) + "_labels.npy", npyFile("|u1", {count, 1}, labelBytes(count, classes)));
    }
    return zipFile(files, way);
}

// Records of CIFAR-10, or of CIFAR-100 with a coarse label 1 in front.
inline std::string cifarFile(int images, int classes, bool hundred = false) {
    std::string file;
    for (int i = 0; i < images; ++i) {
        if (hundred) file += '\1';
        file += static_cast<char>(i % classes);
        file += pixelBytes(3072, static_cast<unsigned>(i));
    }
    return file;
}

// A table of pixels: a label and side * side values a line.
inline std::string pixelTable(const std::string& header, int images, int classes, int side, int firstLabel = 0) {
    std::string table = header;
    for (int i = 0; i < images; ++i) {
        table += std::to_string(firstLabel + i % classes);
        for (int p = 0; p < side * side; ++p) table += "," + std::to_string((p * 7 + i * 31) % 256);
        table += "\n";
    }
    return table;
}
inline std::string pixelHeader(int side, int first = 0) {
    std::string header = "label";
    for (int p = 0; p < side * side; ++p) header += ",pixel" + std::to_string(p + first);
    return header + "\n";
}
