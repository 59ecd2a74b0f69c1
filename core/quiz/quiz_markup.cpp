#include "core/quiz/quiz_markup.h"

#include "core/quiz/quiz_making.h"
#include "core/tensor/number_text.h"

namespace cnn::markup {
namespace {

std::string describedGrid(const QuizPicture::Grid& grid) {
    std::string text = grid.role;
    for (int c = 0; c < grid.values.shape().c; ++c) text += ' ' + making::rowsOf(grid.values, c, grid.marked);
    return text;
}

// For those who do not see the picture: its numbers.
std::string alternative(const QuizPicture& picture, const QuizExport& as) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    for (const QuizPicture::Grid& grid : picture.grids) add(describedGrid(grid));
    for (const Message& layer : picture.layers) add(said(layer, as));
    for (const QuizPicture::Line& line : picture.lines) {
        std::string values;
        for (const double v : line.values) values += ' ' + making::written(v, 3);
        add(said(line.name, as) + ':' + values);
    }
    return text;
}

std::string tableOf(const Tensor& grid) {
    std::string table = "<table border=\"1\" cellpadding=\"4\">";
    for (int y = 0; y < grid.shape().h; ++y) {
        table += "<tr>";
        for (int x = 0; x < grid.shape().w; ++x)
            table += "<td align=\"right\">" + making::written(static_cast<double>(grid.at(0, y, x)), 2) + "</td>";
        table += "</tr>";
    }
    return table + "</table>";
}

} // namespace

std::string said(const Message& message, const QuizExport& as) {
    return as.translate ? message.text(as.translate) : message.english();
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            safe += c;
        }
    }
    return safe;
}

std::string base64(std::span<const std::uint8_t> bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t there = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) bits = bits << 8U | (k < there ? bytes[i + k] : 0U);
        for (std::size_t k = 0; k < 4; ++k) text += k <= there ? letters[bits >> (18U - 6U * k) & 63U] : '=';
    }
    return text;
}

std::string nameOf(const QuizQuestion& question) {
    if (findQuizKind(question.kind) == nullptr) return question.kind; // of a review: always the same
    const char* level = question.difficulty == Difficulty::Easy    ? "easy"
                        : question.difficulty == Difficulty::Usual ? "usual"
                                                                   : "hard";
    return question.kind + ' ' + std::to_string(question.seed) + ' ' + level;
}

std::string plainNumber(double value, int decimals) {
    std::string text = making::written(value, decimals + 2); // of a whole number no zeros are written
    if (text.starts_with(unicodeMinus)) text.replace(0, unicodeMinus.size(), "-");
    return text;
}

std::vector<std::uint8_t> pictureOf(const QuizQuestion& question, const QuizExport& as) {
    if (!as.png || !question.picture.any()) return {};
    return as.png(question.picture);
}

bool lacksPicture(const QuizQuestion& question, std::span<const std::uint8_t> png) {
    return question.picture.needed && png.empty();
}

std::string paragraph(const Message& message, const QuizExport& as) {
    return "<p>" + escaped(said(message, as)) + "</p>";
}

std::string askHtml(const QuizQuestion& question, const QuizExport& as, const std::string& source) {
    std::string html = paragraph(question.ask, as);
    if (source.empty()) return html;
    return html + "<p><img src=\"" + escaped(source) + "\" alt=\"" + escaped(alternative(question.picture, as)) +
           "\"/></p>";
}

std::string optionHtml(const QuizOption& option, const QuizExport& as) {
    return option.grid ? tableOf(option.grid->values) : paragraph(option.text, as);
}

Message feedbackOf(const QuizOption& option) {
    return option.mistake ? *option.mistake : Message::tr("That is right.");
}

} // namespace cnn::markup
