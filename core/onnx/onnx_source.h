// Where the bytes of a model lie: in memory, or in a file that is read piece by piece. A file is never mapped into
// memory: one that shrinks while we read it gives a sentence, not the end of the program.
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace cnn {

class OnnxSource {
public:
    virtual ~OnnxSource() = default;
    // For sentences.
    const std::string& name() const { return m_name; }
    std::uint64_t size() const { return m_size; }
    // Throws Error(Unreadable) when the bytes are not there (any more).
    virtual void read(std::uint64_t offset, std::span<char> to) const = 0;

protected:
    OnnxSource(std::string name, std::uint64_t size) : m_name(std::move(name)), m_size(size) {}

private:
    std::string m_name;
    std::uint64_t m_size;
};
using OnnxSourcePtr = std::shared_ptr<const OnnxSource>;

// Some of the bytes of a source.
struct OnnxPlace {
    OnnxSourcePtr source;
    std::uint64_t offset = 0, size = 0;
};

// `bytes` must outlive it.
OnnxSourcePtr onnxInMemory(std::string_view bytes, const std::string& name);
// Throws Error(NotFound, Unreadable, TooLarge) naming the file; a folder, a pipe or a device is refused.
OnnxSourcePtr onnxInFile(const std::filesystem::path& path, std::uint64_t mostBytes);
// A file of weights that the model names as `location`: a plain file name; a regular file with one link; opened beneath
// the model's folder without following links. Throws Error(BadFormat, NotFound, Unreadable), naming the model.
OnnxSourcePtr onnxBeside(const std::filesystem::path& model, const std::string& location);

} // namespace cnn
