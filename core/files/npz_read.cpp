#include "core/files/npz_read.h"

#include "core/base/error.h"
#include "core/base/plain_text.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr std::string_view suffix = ".npy";

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t most = 8;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i > 0 ? ", " : "") + quote(names[i]);
    return text + (names.size() > most ? ", ..." : "");
}

} // namespace

NpzArchive::NpzArchive(std::string_view bytes, const std::string& name) : m_zip(bytes, name) {
    for (std::size_t i = 0; i < m_zip.names().size(); ++i) {
        const std::string& file = m_zip.names()[i];
        if (!file.ends_with(suffix)) continue;
        m_names.push_back(file.substr(0, file.size() - suffix.size()));
        m_places.push_back(i);
    }
    if (m_names.empty()) throw Error(ErrorCode::BadFormat, Message::tr("Cannot read %1: it holds no arrays.", name));
}

std::string NpzArchive::npy(std::size_t index) const {
    constexpr std::uint64_t mostBytes = 512ULL * 1024U * 1024U + 128U * 1024U; // with its header
    return m_zip.content(m_places[index], mostBytes, Message::tr("its array %1", quote(m_names[index])).english());
}

std::string arrayFromNpz(std::string_view bytes, const std::string& name, const std::optional<std::string>& wanted,
                         Several several, std::string& note) {
    const NpzArchive archive(bytes, name);
    const auto& names = archive.names();
    const auto fail = [&](ErrorCode code, const Message& reason) {
        throw Error(code, Message::tr("Cannot read %1: %2", name, reason));
    };
    if (wanted) {
        const auto found = std::ranges::find(names, *wanted);
        if (found == names.end())
            fail(ErrorCode::NotFound, Message::tr("it has no array %1; it has %2.", quote(*wanted), listed(names)));
        return archive.npy(static_cast<std::size_t>(found - names.begin()));
    }
    if (names.size() > 1 && several == Several::Ask)
        fail(ErrorCode::Usage, Message::tr("it holds the arrays %1; write %2:%3 to take that one.", listed(names),
                                           plainText(name), plainText(names.front())));
    note += " It holds the array" + std::string(names.size() > 1 ? "s " : " ") + listed(names) +
            (names.size() > 1 ? "; the first is read." : "; it is read.");
    return archive.npy(0);
}

} // namespace cnn
