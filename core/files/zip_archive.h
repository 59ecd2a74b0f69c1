// Zip archives through libzip, in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace cnn {

class ZipArchive {
public:
    // `bytes` and `name` must stay alive. Throws Error(BadFormat) naming `name`: it is none, or its table of contents
    // is damaged.
    ZipArchive(std::string_view bytes, const std::string& name);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    const std::vector<std::string>& names() const { return m_names; }
    // What the file at this place of names() holds; checked against its checksum. Sizes are not believed: no more
    // memory is taken than came out of it, and nothing beyond `most`. Throws Error(BadFormat, TooLarge) naming the
    // archive and calling the file `inside`.
    std::string content(std::size_t index, std::uint64_t most, const std::string& inside) const;

private:
    std::string_view m_bytes;
    const std::string& m_name;
    struct Close {
        void operator()(zip* archive) const;
    };
    std::unique_ptr<zip, Close> m_zip;
    std::vector<std::string> m_names;
};

} // namespace cnn
