// Moodle XML and GIFT, the two formats that Moodle reads.
#include "core/quiz/quiz_markup.h"

namespace cnn {
namespace {

using namespace markup;

// HTML inside of XML. It holds no "]]>": there every ">" of a text is escaped, and tags do not end so.
std::string html(const char* element, const std::string& content, const std::string& files = {}) {
    return std::string("    <") + element + " format=\"html\"><text><![CDATA[" + content + "]]></text>" + files + "</" +
           element + ">\n";
}

std::string feedback(const Message& message, const QuizExport& as) {
    return "<feedback format=\"html\"><text><![CDATA[" + paragraph(message, as) + "]]></text></feedback>";
}

std::string choiceXml(const QuizQuestion& q, const QuizExport& as) {
    std::string xml = "    <single>true</single>\n    <shuffleanswers>false</shuffleanswers>\n"
                      "    <answernumbering>ABCD</answernumbering>\n";
    for (const QuizOption& option : q.options)
        xml += std::string("    <answer fraction=\"") + (option.right ? "100" : "0") +
               "\" format=\"html\"><text><![CDATA[" + optionHtml(option, as) + "]]></text>" +
               feedback(feedbackOf(option), as) + "</answer>\n";
    return xml;
}

std::string numberXml(const QuizQuestion& q, double value, double reach, const Message& said, const QuizExport& as) {
    const bool right = value == q.truth;
    return std::string("    <answer fraction=\"") + (right ? "100" : "0") + "\" format=\"moodle_auto_format\"><text>" +
           plainNumber(value, q.decimals) + "</text><tolerance>" + plainNumber(reach, q.decimals) + "</tolerance>" +
           feedback(said, as) + "</answer>\n";
}

std::string typedXml(const QuizQuestion& q, const QuizExport& as) {
    std::string xml = numberXml(q, q.truth, q.tolerance(), Message::tr("That is right."), as);
    for (const QuizMistake& known : q.mistakes) xml += numberXml(q, known.value, q.tolerance(known), known.name, as);
    return xml + "    <unitgradingtype>0</unitgradingtype>\n    <unitpenalty>0.1</unitpenalty>\n"
                 "    <showunits>3</showunits>\n    <unitsleft>0</unitsleft>\n";
}

std::string questionXml(const QuizQuestion& q, std::span<const std::uint8_t> png, const QuizExport& as) {
    const std::string file =
        png.empty() ? std::string()
                    : "<file name=\"picture.png\" path=\"/\" encoding=\"base64\">" + base64(png) + "</file>";
    return std::string("  <question type=\"") + (q.isTyped() ? "numerical" : "multichoice") + "\">\n    <name><text>" +
           escaped(nameOf(q)) + "</text></name>\n" +
           html("questiontext", askHtml(q, as, png.empty() ? "" : "@@PLUGINFILE@@/picture.png"), file) +
           html("generalfeedback", paragraph(q.why, as)) +
           "    <defaultgrade>1</defaultgrade>\n    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n"
           "    <idnumber></idnumber>\n" +
           (q.isTyped() ? typedXml(q, as) : choiceXml(q, as)) + "  </question>\n";
}

// ---- GIFT ----------------------------------------------------------------------------------------------------------

std::string gift(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (std::string_view("~=#{}:\\").find(c) != std::string_view::npos) safe += '\\';
        safe += c;
    }
    return safe;
}

std::string giftAnswers(const QuizQuestion& q, const QuizExport& as) {
    const auto note = [&](const Message& m) { return "#" + gift(said(m, as)) + "\n"; };
    std::string text;
    for (const QuizOption& option : q.options)
        text += (option.right ? "\t=" : "\t~") + gift(said(option.text, as)) + note(feedbackOf(option));
    if (!q.isTyped()) return text;
    const auto number = [&](double value, double reach) {
        return plainNumber(value, q.decimals) + ":" + plainNumber(reach, q.decimals);
    };
    text = "\t=" + number(q.truth, q.tolerance()) + note(Message::tr("That is right."));
    for (const QuizMistake& known : q.mistakes)
        text += "\t=%0%" + number(known.value, q.tolerance(known)) + note(known.name);
    return text;
}

} // namespace

QuizFile moodleXml(std::span<const QuizQuestion> questions, const QuizExport& as) {
    QuizFile file;
    file.bytes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n  <question type=\"category\">\n"
                 "    <category><text>$course$/top/" +
                 escaped(as.title) + "</text></category>\n  </question>\n";
    for (const QuizQuestion& q : questions) {
        const std::vector<std::uint8_t> png = pictureOf(q, as);
        if (lacksPicture(q, png)) {
            ++file.skipped;
            continue;
        }
        file.bytes += questionXml(q, png, as);
        ++file.written;
    }
    file.bytes += "</quiz>\n";
    return file;
}

QuizFile giftText(std::span<const QuizQuestion> questions, const QuizExport& as) {
    QuizFile file;
    file.bytes = "$CATEGORY: $course$/top/" + as.title + "\n";
    for (const QuizQuestion& q : questions) {
        if (q.picture.needed) {
            ++file.skipped;
            continue;
        }
        file.bytes += "\n::" + gift(nameOf(q)) + "::" + gift(said(q.ask, as)) + (q.isTyped() ? " {#\n" : " {\n") +
                      giftAnswers(q, as) + "\t####" + gift(said(q.why, as)) + "\n}\n";
        ++file.written;
    }
    return file;
}

} // namespace cnn
