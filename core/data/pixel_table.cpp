#include "core/data/pixel_table.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/data/array_set.h"
#include "core/data/file_kind.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>

namespace cnn {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostTableBytes = 1024U * 1024U * 1024U; // a byte is up to four signs there
constexpr std::size_t mostTableValues = 512U * 1024U * 1024U;
constexpr std::size_t enoughToSee = 256U * 1024U;

// THE names of columns that are no pixels.
constexpr std::array<std::string_view, 7> labelColumns{"label", "labels", "class", "target", "digit", "letter", "y"};
constexpr std::array<std::string_view, 4> rowColumns{"", "id", "index", "unnamed: 0"};

std::string_view trimmedCell(std::string_view cell) {
    const auto isOutside = [](char c) { return c == ' ' || c == '"' || c == '\r'; };
    while (!cell.empty() && isOutside(cell.front())) cell.remove_prefix(1);
    while (!cell.empty() && isOutside(cell.back())) cell.remove_suffix(1);
    return cell;
}

std::optional<float> numberIn(std::string_view cell) {
    float value = 0;
    const auto [end, status] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return status == std::errc() && end == cell.data() + cell.size() ? std::optional(value) : std::nullopt;
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return lower;
}

// Takes the first line off.
std::string_view nextLine(std::string_view& text) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// What the columns are.
struct TableForm {
    enum Column : char { Pixel, Label, Other };
    std::vector<Column> columns;
    char separator = ',';
    bool header = false;
    Shape shape;
};

std::optional<TableForm> formOf(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::string_view line = nextLine(text);
    TableForm form;
    if (line.find(',') == line.npos) form.separator = line.find(';') != line.npos ? ';' : '\t';
    std::vector<std::string> names;
    for (std::string_view rest = line;;) {
        const std::size_t end = rest.find(form.separator);
        names.push_back(lowerCase(trimmedCell(rest.substr(0, end))));
        if (end == rest.npos) break;
        rest.remove_prefix(end + 1);
    }
    const auto isNumber = [](const std::string& cell) { return numberIn(cell).has_value(); };
    form.header = !names.empty() && !isNumber(names.back()) && !isNumber(names[names.size() / 2]);
    form.columns.assign(names.size(), TableForm::Pixel);
    std::size_t pixels = names.size();
    bool labelled = false;
    const auto setAside = [&](std::size_t at, TableForm::Column as) {
        form.columns[at] = as;
        --pixels;
        labelled = labelled || as == TableForm::Label;
    };
    const auto isOneOf = [](const auto& list, const std::string& name) {
        return std::ranges::find(list, name) != list.end();
    };
    if (form.header)
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!labelled && isOneOf(labelColumns, names[i]))
                setAside(i, TableForm::Label);
            else if (isOneOf(rowColumns, names[i]))
                setAside(i, TableForm::Other);
        }
    if (!labelled && pixels > 1 && squareOf(pixels - 1)) {
        const auto isPixel = [&](std::size_t at) { return form.columns[at] == TableForm::Pixel; };
        const bool last =
            form.header && isPixel(names.size() - 1) && names.back().find_first_of("0123456789") == std::string::npos;
        std::size_t at = last ? names.size() - 1 : 0;
        while (!isPixel(at)) ++at;
        setAside(at, TableForm::Label);
    }
    const auto square = squareOf(pixels);
    if (!square) return std::nullopt;
    form.shape = *square;
    return form;
}

class TableReader {
public:
    TableReader(std::string_view text, const TableForm& form, const std::string& name)
        : m_rest(text), m_form(form), m_name(name) {}

    PixelTable read() {
        if (m_rest.starts_with("\xEF\xBB\xBF")) m_rest.remove_prefix(3);
        if (m_form.header) (void)nextLine(m_rest);
        m_line = m_form.header ? 1 : 0;
        m_bytes.reserve(std::min(m_rest.size() / 2, mostTableValues));
        while (!m_rest.empty()) {
            const std::string_view line = nextLine(m_rest);
            ++m_line;
            if (!line.empty()) readLine(line);
        }
        PixelTable table;
        table.labelled = std::ranges::find(m_form.columns, TableForm::Label) != m_form.columns.end();
        table.images.shape = m_form.shape;
        const std::size_t images = std::max(m_bytes.size(), m_floats.size()) / m_form.shape.perImage();
        if (images == 0) fail(Message::tr("it holds no images."));
        if (m_floats.empty()) {
            m_bytes.shrink_to_fit();
            table.images.pixels = std::move(m_bytes);
        } else {
            table.images.pixels = std::move(m_floats);
        }
        if (table.labelled) numberLabels(table);
        return table;
    }

private:
    [[noreturn]] void fail(const Message& reason) const {
        throw Error(ErrorCode::BadFormat, Message::tr("Cannot read %1: %2", m_name, reason));
    }

    void readLine(std::string_view line) {
        std::size_t column = 0;
        const char* at = line.data();
        const char* const end = at + line.size();
        while (true) {
            if (column == m_form.columns.size()) failCount(line);
            const char* const begin = at;
            unsigned value = 0;
            while (at != end && *at >= '0' && *at <= '9' && at - begin < 4)
                value = 10 * value + static_cast<unsigned>(*at++ - '0');
            const bool plain = at != begin && (at == end || *at == m_form.separator) && value <= 255;
            if (!plain) at = std::find(at, end, m_form.separator);
            const std::string_view cell(begin, static_cast<std::size_t>(at - begin));
            if (m_form.columns[column] == TableForm::Label)
                m_labels.push_back(trimmedCell(cell));
            else if (m_form.columns[column] == TableForm::Pixel)
                add(plain ? static_cast<float>(value) : slowNumber(cell, column), plain);
            ++column;
            if (at == end) break;
            ++at;
        }
        if (column != m_form.columns.size()) failCount(line);
    }

    void add(float value, bool byte) {
        if (m_bytes.size() + m_floats.size() >= mostTableValues / (m_floats.empty() ? 1 : sizeof(float)))
            throw Error(ErrorCode::TooLarge, Message::tr("Cannot read %1: its pixels take more than 512 MB.", m_name));
        if (m_floats.empty() && byte) return m_bytes.push_back(static_cast<std::uint8_t>(value));
        if (m_floats.empty()) {
            m_floats.assign(m_bytes.begin(), m_bytes.end());
            m_bytes = {};
        }
        m_floats.push_back(value);
    }

    float slowNumber(std::string_view cell, std::size_t column) const {
        const auto value = numberIn(trimmedCell(cell));
        if (!value || !std::isfinite(*value))
            fail(Message::tr("line %1, column %2: %3 is no number.", m_line, column + 1, quote(cell)));
        return *value;
    }

    [[noreturn]] void failCount(std::string_view line) const {
        const auto cells = std::ranges::count(line, m_form.separator) + 1;
        fail(Message::tr("line %1 has %2 cells, the first line %3.", m_line, cells, m_form.columns.size()));
    }

    // Numbers stay what they are, words are numbered in their order.
    void numberLabels(PixelTable& table) const {
        std::vector<std::int64_t>& labels = table.images.labels;
        for (const std::string_view label : m_labels) {
            const auto number = numberIn(label);
            if (!number || *number != std::floor(*number) || std::abs(*number) > 1e6F) break;
            labels.push_back(static_cast<std::int64_t>(*number));
        }
        if (labels.size() == m_labels.size()) return;
        labels.clear();
        std::vector<std::string_view> names = m_labels;
        std::ranges::sort(names);
        names.erase(std::unique(names.begin(), names.end()), names.end());
        for (const std::string_view label : m_labels)
            labels.push_back(static_cast<std::int64_t>(std::ranges::lower_bound(names, label) - names.begin()));
        for (std::size_t i = 0; i < names.size(); ++i)
            table.classNames[static_cast<std::int64_t>(i)] = plainText(names[i]);
    }

    std::string_view m_rest;
    const TableForm& m_form;
    const std::string& m_name;
    std::size_t m_line = 0;
    Pixels::Bytes m_bytes;
    Pixels::Floats m_floats; // instead, as soon as one value is no byte
    std::vector<std::string_view> m_labels;
};

bool says(const fs::path& file, std::string_view word) {
    return lowerCase(bytesOfName(file.filename())).find(word) != std::string::npos;
}

bool hasTableSuffix(const fs::path& file) {
    const std::string suffix = lowerCase(bytesOfName(file.extension()));
    return suffix == ".csv" || suffix == ".tsv";
}

// "mnist_train.csv" to "mnist_test.csv".
std::optional<fs::path> testBeside(const fs::path& file) {
    std::string name = bytesOfName(file.filename());
    const std::size_t at = lowerCase(name).find("train");
    if (at == name.npos) return std::nullopt;
    const fs::path test = file.parent_path() / nameOfBytes(name.replace(at, 5, "test"));
    return isPixelTable(test) ? std::optional(test) : std::nullopt;
}

// The words of another table get the numbers they have in this set, or the next ones.
void nameAlike(FoundSet& set, FoundImages& images, const std::map<std::int64_t, std::string>& names) {
    std::map<std::int64_t, std::int64_t> now;
    for (const auto& [label, name] : names) now[label] = set.labelOf(name);
    for (std::int64_t& label : images.labels) label = now[label];
}

} // namespace

bool beginsAsPixelTable(std::string_view text) {
    return formOf(text).has_value();
}

PixelTable parsePixelTable(std::string_view text, const std::string& name) {
    const auto form = formOf(text);
    if (!form)
        throw Error(
            ErrorCode::BadFormat,
            Message::tr("Cannot read %1: it is no table of images, a line an image with a label and as many pixels "
                        "as a square has (label,pixel0,pixel1,...).",
                        name));
    return TableReader(text, *form, name).read();
}

bool isPixelTable(const fs::path& file) {
    std::error_code none;
    if (!hasTableSuffix(file) || !fs::is_regular_file(file, none)) return false;
    std::ifstream in(file, std::ios::binary);
    std::string text(enoughToSee, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return beginsAsPixelTable(text);
}

bool holdsPixelTables(const fs::path& folder) {
    return std::ranges::any_of(entriesOf(folder), isPixelTable);
}

FoundSet findPixelTables(const fs::path& path, DataPart part) {
    std::error_code none;
    const bool whole = fs::is_directory(path, none);
    std::vector<fs::path> train, test;
    if (whole) {
        for (const fs::path& file : entriesOf(path))
            if (isPixelTable(file)) (says(file, "test") ? test : train).push_back(file);
    } else {
        train.push_back(path);
        if (const auto beside = testBeside(path)) test.push_back(*beside);
    }
    if (train.size() > 1 || test.size() > 1) {
        const std::vector<fs::path>& several = train.size() > 1 ? train : test;
        throw Error(
            ErrorCode::Usage,
            Message::tr("The folder %1 holds several tables of images, as %2 and %3; name the one that is meant.",
                        plainName(path), plainName(several[0].filename()), plainName(several[1].filename())));
    }
    FoundSet set{nameOfData(path)};
    set.layout = Message::tr("A table of pixels, a line an image.");
    const auto read = [&](const std::vector<fs::path>& files, FoundImages& to, bool needed) {
        if (files.empty()) return;
        PixelTable table = parsePixelTable(readFile(files[0], mostTableBytes), plainName(files[0]));
        if (!table.labelled && needed)
            throw Error(
                ErrorCode::BadFormat,
                Message::tr("%1 has pixels and no column of labels, so nothing says which class an image is of.",
                            plainName(files[0])));
        if (!table.labelled) {
            set.notes.push_back(Message::tr("%1 has no labels and is not used.", plainName(files[0].filename())));
            return;
        }
        to = std::move(table.images);
        if (!table.classNames.empty()) nameAlike(set, to, table.classNames);
    };
    read(test, set.test, train.empty());
    if (part == DataPart::All || set.test.size() == 0) read(train, set.train, true);
    return set;
}

} // namespace cnn
