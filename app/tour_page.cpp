#include "app/tour_page.h"

namespace ui {
namespace {

QString escaped(const QString& text) {
    return text.toHtmlEscaped();
}

QString styleSheet(const Palette& c) {
    return QString(
               R"(body { margin: 0; background: %1; color: %2; font: 17px/1.5 system-ui, "DejaVu Sans", sans-serif; }
main { max-width: 1280px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 40px; margin: 0; } h2 { margin: 56px 0 0; color: %3; font-size: 17px; } h3 { margin: 32px 0 4px; font-size: 28px; }
p { max-width: 75ch; margin: 4px 0 16px; } .quiet { color: %3; }
img { max-width: 100%; border: 1px solid %4; border-radius: 8px; display: block; }
.strip { display: flex; gap: 12px; overflow-x: auto; padding: 12px 0; } .strip img { width: 220px; max-width: none; }
figure { margin: 0; } .maps { display: flex; flex-wrap: wrap; gap: 24px; align-items: start; } .maps img { max-height: 420px; }
figcaption { color: %3; font-size: 15px; margin-top: 4px; }
table { border-collapse: collapse; margin: 12px 0 24px; } td, th { padding: 6px 20px 6px 0; text-align: right; border-bottom: 1px solid %4; }
a { color: %5; } code { font-family: "DejaVu Sans Mono", monospace; }
)")
        .arg(c.window.name(), c.text.name(), c.dim.name(), c.line.name(), c.input.name());
}

QString imageTag(const TourPicture& picture) {
    return QString("<a href=\"%1\"><img src=\"%1\" alt=\"%2\" loading=\"lazy\"></a>\n")
        .arg(escaped(picture.file), escaped(picture.words));
}

QString lessonSection(const TourLesson& shown) {
    const Lesson& lesson = shown.lesson;
    QString html = QString("<section id=\"%1\">\n<h3>%2</h3>\n<p>%3</p>\n%4<p>%5</p>\n")
                       .arg(escaped(lesson.id), escaped(lesson.title), escaped(lesson.headline + ". " + lesson.line),
                            imageTag(shown.opening), escaped(lesson.notice));
    if (!shown.steps.empty()) html += "<div class=\"strip\">\n";
    for (const TourPicture& step : shown.steps) html += imageTag(step);
    if (!shown.steps.empty()) html += "</div>\n";
    return html + "</section>\n";
}

QString epochTable(const std::vector<EpochReport>& epochs) {
    QString html = "<table>\n<tr><th>epoch</th><th>loss</th><th>training accuracy</th><th>test accuracy</th>"
                   "<th>seconds</th><th>images/s</th></tr>\n";
    for (const EpochReport& e : epochs)
        html +=
            QString("<tr><td>%1</td><td>%2</td><td>%3 %</td><td>%4 %</td><td>%5</td><td>%6</td></tr>\n")
                .arg(QString::number(e.epoch), QString::number(e.train.loss, 'f', 3),
                     QString::number(100 * e.train.accuracy, 'f', 1), QString::number(100 * e.test.accuracy, 'f', 1),
                     QString::number(e.seconds, 'f', 1), QString::number(e.imagesPerSecond, 'f', 0));
    return html + "</table>\n";
}

QString mapsFigure(const TourMaps& maps) {
    const QString numbers =
        maps.numbers.isEmpty() ? QString() : QString(", <a href=\"%1\">the numbers</a>").arg(escaped(maps.numbers));
    return QString("<figure>%1<figcaption><b>%2</b>, colours from %3%4</figcaption></figure>\n")
        .arg(imageTag(maps.sheet), escaped(maps.title), escaped(maps.range), numbers);
}

QString trainingSection(const TourTraining& t) {
    QString html = QString("<section id=\"trained\">\n<h3>LeNet-5, trained just now</h3>\n"
                           "<p>%1 parameters learned from %2 images of %3. The network is in <a href=\"%4\">%4</a>; it "
                           "opens in ConvScope and in everything that reads ONNX.</p>\n%5")
                       .arg(QString::number(t.parameters), QString::number(t.images), escaped(t.data), escaped(t.model),
                            epochTable(t.epochs));
    html += "<h3>One image through it</h3>\n" + imageTag(t.strip) + "<h3>Its maps</h3>\n<div class=\"maps\">\n";
    for (const TourMaps& maps : t.maps) html += mapsFigure(maps);
    return html + "</div>\n</section>\n";
}

} // namespace

QString tourPage(const std::vector<TourLesson>& lessons, const TourTraining& training, const Palette& colours) {
    QString body, group;
    for (const TourLesson& shown : lessons) {
        if (shown.lesson.group != group) body += QString("<h2>%1</h2>\n").arg(escaped(shown.lesson.group));
        group = shown.lesson.group;
        body += lessonSection(shown);
    }
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n<title>ConvScope: the tour</title>\n<style>\n" +
           styleSheet(colours) +
           "</style>\n</head>\n<body>\n<main>\n<h1>ConvScope: the tour</h1>\n<p class=\"quiet\">Every lesson as it "
           "opens, its steps below it, and a network trained while you waited. Click a picture to see it in "
           "full.</p>\n" +
           body + trainingSection(training) + "</main>\n</body>\n</html>\n";
}

} // namespace ui
