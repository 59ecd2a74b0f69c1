// Reads NumPy's .npz, a zip archive of .npy files.
#pragma once

#include "core/files/zip_archive.h"

#include <optional>

namespace cnn {

class NpzArchive {
public:
    // `bytes` and `name` must stay alive. Throws Error(BadFormat) naming `name`: it is no archive, or holds no arrays.
    NpzArchive(std::string_view bytes, const std::string& name);

    const std::vector<std::string>& names() const { return m_names; } // numpy.load(...).files
    // The .npy bytes of the array at this place of names(). Throws Error(BadFormat, TooLarge): damaged, more than 512
    // MB.
    std::string npy(std::size_t index) const;

private:
    ZipArchive m_zip;
    std::vector<std::string> m_names;
    std::vector<std::size_t> m_places; // in the archive
};

// The .npy bytes of one array of an archive, as numpy.savez and savez_compressed write it. wanted: its name. Where none
// is wanted it is the only one; of several the first, or Error(Usage) that asks for a name. note: which one was read,
// added as a sentence. Throws Error(BadFormat, TooLarge, NotFound) naming `name` and the arrays that there are.
enum class Several { First, Ask };
std::string arrayFromNpz(std::string_view bytes, const std::string& name, const std::optional<std::string>& wanted,
                         Several several, std::string& note);

} // namespace cnn
