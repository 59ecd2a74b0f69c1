// Aiken and a table of comma separated values: texts without pictures.
#include "core/quiz/quiz_markup.h"

namespace cnn {
namespace {

using namespace markup;

char letterOf(std::size_t option) {
    return static_cast<char>('A' + option);
}

std::string field(const std::string& text) {
    std::string doubled;
    for (const char c : text) doubled += c == '"' ? "\"\"" : std::string(1, c);
    return '"' + doubled + '"';
}

std::string csvLine(const QuizQuestion& q, const QuizExport& as) {
    constexpr std::size_t most = 4;
    const char* level = q.difficulty == Difficulty::Easy    ? "easy"
                        : q.difficulty == Difficulty::Usual ? "usual"
                                                            : "hard";
    std::string line = q.kind + ',' + std::to_string(q.seed) + ',' + level + ',' + field(said(q.ask, as));
    for (std::size_t i = 0; i < most; ++i)
        line += ',' + (i < q.options.size() ? field(said(q.options[i].text, as)) : std::string());
    line += ',' + (q.isTyped() ? plainNumber(q.truth, q.decimals) : std::string(1, letterOf(q.rightOption())));
    return line + ',' + (q.isTyped() ? plainNumber(q.tolerance(), q.decimals) : std::string()) + ',' +
           field(said(q.why, as)) + "\r\n";
}

} // namespace

QuizFile aikenText(std::span<const QuizQuestion> questions, const QuizExport& as) {
    QuizFile file;
    for (const QuizQuestion& q : questions) {
        if (q.picture.needed || q.isTyped()) {
            ++file.skipped;
            continue;
        }
        file.bytes += (file.bytes.empty() ? "" : "\n") + said(q.ask, as) + '\n';
        for (std::size_t i = 0; i < q.options.size(); ++i)
            file.bytes += std::string(1, letterOf(i)) + ". " + said(q.options[i].text, as) + '\n';
        file.bytes += std::string("ANSWER: ") + letterOf(q.rightOption()) + '\n';
        ++file.written;
    }
    return file;
}

QuizFile quizCsv(std::span<const QuizQuestion> questions, const QuizExport& as) {
    QuizFile file;
    file.bytes = "kind,seed,difficulty,question,A,B,C,D,answer,tolerance,solution\r\n";
    for (const QuizQuestion& q : questions) {
        if (q.picture.needed) {
            ++file.skipped;
            continue;
        }
        file.bytes += csvLine(q, as);
        ++file.written;
    }
    return file;
}

} // namespace cnn
