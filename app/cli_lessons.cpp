// lessons: what render and screenshot can be asked for.
#include "app/cli_commands.h"
#include "app/console.h"
#include "ui/pages/lesson.h"

namespace ui {
namespace {

void runLessons(const Arguments&) {
    QString lines;
    for (const Lesson& lesson : lessons()) lines += QString("%1 %2\n").arg(lesson.id, -20).arg(lesson.title);
    printResult(lines.toStdString());
}

} // namespace

const Command lessonsCommand{"lessons", "", "List the lessons: id and title, a line each", "", {}, runLessons};

} // namespace ui
