// IMS QTI 1.2 in the form that Canvas reads and writes: a manifest, the assessment beside its settings, and pictures
// that the questions name by "%24IMS-CC-FILEBASE%24/".
#include "core/quiz/quiz_markup.h"

#include <cmath>

namespace cnn {
namespace {

using namespace markup;

constexpr const char* xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

// Escaped twice: as HTML inside of an element's text.
std::string htmlText(const std::string& html) {
    return "<material><mattext texttype=\"text/html\">" + escaped(html) + "</mattext></material>";
}

std::string metadata(const std::string& label, const std::string& entry) {
    return "          <qtimetadatafield><fieldlabel>" + label + "</fieldlabel><fieldentry>" + entry +
           "</fieldentry></qtimetadatafield>\n";
}

std::string optionId(std::size_t question, std::size_t option) {
    return std::to_string(100 * (question + 1) + option);
}

std::string feedbackItem(const std::string& id, const Message& message, const QuizExport& as) {
    return "        <itemfeedback ident=\"" + id + "\"><flow_mat>" + htmlText(paragraph(message, as)) +
           "</flow_mat></itemfeedback>\n";
}

std::string shows(const std::string& id) {
    return "<displayfeedback feedbacktype=\"Response\" linkrefid=\"" + id + "\"/>";
}

std::string condition(bool goesOn, const std::string& when, const std::string& then) {
    return std::string("          <respcondition continue=\"") + (goesOn ? "Yes" : "No") + "\"><conditionvar>" + when +
           "</conditionvar>" + then + "</respcondition>\n";
}

constexpr const char* fullScore = "<setvar action=\"Set\" varname=\"SCORE\">100</setvar>";

// What an item is made of, whatever it asks for.
struct Item {
    std::string type, answers, presentation, conditions, feedback;
};

Item choiceItem(const QuizQuestion& q, std::size_t index, const QuizExport& as) {
    Item item;
    item.type = "multiple_choice_question";
    std::string right;
    for (std::size_t i = 0; i < q.options.size(); ++i) {
        const std::string id = optionId(index, i), told = id + "_fb";
        item.answers += (i == 0 ? "" : ",") + id;
        item.presentation += "              <response_label ident=\"" + id + "\">" +
                             htmlText(optionHtml(q.options[i], as)) + "</response_label>\n";
        const std::string chosen = "<varequal respident=\"response1\">" + id + "</varequal>";
        item.conditions += condition(true, chosen, shows(told));
        if (q.options[i].right) right = condition(false, chosen, fullScore);
        item.feedback += feedbackItem(told, feedbackOf(q.options[i]), as);
    }
    item.conditions += right;
    item.presentation = "          <response_lid ident=\"response1\" rcardinality=\"Single\">\n"
                        "            <render_choice>\n" +
                        item.presentation + "            </render_choice>\n          </response_lid>\n";
    return item;
}

// Exactly, or within bounds, which are rounded inwards.
std::string isNumber(const QuizQuestion& q, double value, double reach) {
    const int places = q.decimals + 1; // of the bounds, and two more
    const double inwards = reach > 0 ? 0.5 * std::pow(10.0, -places - 2) : 0;
    return "<or><varequal respident=\"response1\">" + plainNumber(value, q.decimals) +
           "</varequal><and><vargte respident=\"response1\">" + plainNumber(value - reach + inwards, places) +
           "</vargte><varlte respident=\"response1\">" + plainNumber(value + reach - inwards, places) +
           "</varlte></and></or>";
}

Item typedItem(const QuizQuestion& q, std::size_t index, const QuizExport& as) {
    Item item;
    item.type = "numerical_question";
    item.presentation = "          <response_str ident=\"response1\" rcardinality=\"Single\">\n"
                        "            <render_fib fibtype=\"Decimal\"><response_label ident=\"answer1\"/></render_fib>\n"
                        "          </response_str>\n";
    for (std::size_t i = 0; i < q.mistakes.size(); ++i) {
        const std::string told = optionId(index, i) + "_fb";
        item.conditions += condition(true, isNumber(q, q.mistakes[i].value, q.tolerance(q.mistakes[i])), shows(told));
        item.feedback += feedbackItem(told, q.mistakes[i].name, as);
    }
    item.conditions += condition(false, isNumber(q, q.truth, q.tolerance()), fullScore);
    return item;
}

std::string itemXml(const QuizQuestion& q, std::size_t index, const std::string& source, const QuizExport& as) {
    const Item item = q.isTyped() ? typedItem(q, index, as) : choiceItem(q, index, as);
    const std::string number = std::to_string(index + 1);
    return "      <item ident=\"question_" + number + "\" title=\"" + escaped(nameOf(q)) +
           "\">\n        <itemmetadata><qtimetadata>\n" + metadata("question_type", item.type) +
           metadata("points_possible", "1") + metadata("original_answer_ids", item.answers) +
           metadata("assessment_question_identifierref", "question_ref_" + number) +
           "        </qtimetadata></itemmetadata>\n        <presentation>\n          " +
           htmlText(askHtml(q, as, source)) + '\n' + item.presentation +
           "        </presentation>\n        <resprocessing>\n          <outcomes><decvar maxvalue=\"100\" "
           "minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/></outcomes>\n" +
           condition(true, "<other/>", shows("general_fb")) + item.conditions + "        </resprocessing>\n" +
           feedbackItem("general_fb", q.why, as) + item.feedback + "      </item>\n";
}

std::string assessmentXml(const std::string& items, const std::string& title) {
    return std::string(xmlHead) +
           "<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">\n"
           "  <assessment ident=\"assessment\" title=\"" +
           escaped(title) +
           "\">\n    <qtimetadata><qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel><fieldentry>1</fieldentry>"
           "</qtimetadatafield></qtimetadata>\n    <section ident=\"root_section\">\n" +
           items + "    </section>\n  </assessment>\n</questestinterop>\n";
}

std::string settingsXml(std::size_t points, const std::string& title) {
    return std::string(xmlHead) +
           "<quiz identifier=\"assessment_meta\" xmlns=\"http://canvas.instructure.com/xsd/cccv1p0\">\n  <title>" +
           escaped(title) +
           "</title>\n  <description></description>\n  <shuffle_answers>false</shuffle_answers>\n"
           "  <scoring_policy>keep_highest</scoring_policy>\n  <quiz_type>assignment</quiz_type>\n  <points_possible>" +
           std::to_string(points) +
           "</points_possible>\n  <show_correct_answers>true</show_correct_answers>\n"
           "  <allowed_attempts>1</allowed_attempts>\n</quiz>\n";
}

std::string resource(const std::string& id, const std::string& type, const std::string& file,
                     const std::string& more = {}) {
    return "    <resource identifier=\"" + id + "\" type=\"" + type + "\" href=\"" + file + "\"><file href=\"" + file +
           "\"/>" + more + "</resource>\n";
}

std::string manifestXml(const std::string& pictures) {
    return std::string(xmlHead) +
           "<manifest identifier=\"manifest\" xmlns=\"http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1\">\n"
           "  <metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n"
           "  <organizations/>\n  <resources>\n" +
           resource("assessment", "imsqti_xmlv1p2", "assessment/assessment.xml",
                    "<dependency identifierref=\"assessment_meta\"/>") +
           resource("assessment_meta", "associatedcontent/imscc_xmlv1p1/learning-application-resource",
                    "assessment/assessment_meta.xml") +
           pictures + "  </resources>\n</manifest>\n";
}

} // namespace

QtiPackage qtiPackage(std::span<const QuizQuestion> questions, const QuizExport& as) {
    QtiPackage package;
    std::string items, resources;
    std::vector<std::pair<std::string, std::string>> pictures;
    for (const QuizQuestion& q : questions) {
        const std::vector<std::uint8_t> png = pictureOf(q, as);
        if (lacksPicture(q, png)) {
            ++package.skipped;
            continue;
        }
        std::string source;
        if (!png.empty()) {
            const std::string number = std::to_string(package.written + 1);
            const std::string file = "images/question_" + number + ".png";
            source = "%24IMS-CC-FILEBASE%24/" + file;
            pictures.emplace_back(file, std::string(png.begin(), png.end()));
            resources += resource("picture_" + number, "webcontent", file);
        }
        items += itemXml(q, package.written, source, as);
        ++package.written;
    }
    package.files = {{"imsmanifest.xml", manifestXml(resources)},
                     {"assessment/assessment.xml", assessmentXml(items, as.title)},
                     {"assessment/assessment_meta.xml", settingsXml(package.written, as.title)}};
    for (auto& picture : pictures) package.files.push_back(std::move(picture));
    return package;
}

} // namespace cnn
