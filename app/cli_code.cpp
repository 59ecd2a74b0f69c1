// code: what a lesson shows, as code for a notebook.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/lesson_stage.h"
#include "core/base/error.h"
#include "core/base/outputs.h"
#include "core/base/save_file.h"
#include "core/tensor/npy.h"

namespace ui {
namespace {

void saveNumbers(const Page& page, const QString& file) {
    const auto all = page.numbers();
    if (all.empty())
        throw cnn::Error(cnn::ErrorCode::NotFound, cnn::Message::tr("There are no numbers to save in this scene."));
    const cnn::Tensor& numbers = all.front().values;
    cnn::saveFile(pathFrom(file), cnn::toNpy(numbers, numbers.shape().c == 1));
}

void runCode(const Arguments& a) {
    const auto dialect = a.choice<CodeDialect>(
        "as", {{"pytorch", CodeDialect::PyTorch}, {"numpy", CodeDialect::NumPy}, {"loops", CodeDialect::Loops}});
    const AskedLesson asked = askedLesson(a);
    const LessonStage stage(asked, Style{}, 0);
    const QString code = stage.page().code(dialect);
    if (code.isEmpty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         ("There is no code for \"" + asked.lesson->id + "\" as it stands.").toStdString());
    cnn::Outputs outputs;
    outputs.make([&] { printResult((code.endsWith('\n') ? code : code + '\n').toStdString()); });
    if (a.has("numbers")) outputs.make([&] { saveNumbers(stage.page(), a.text("numbers")); });
    outputs.orThrow();
}

} // namespace

const Command codeCommand{"code",
                          "LESSON|SCENE",
                          "Print what a lesson shows as code that makes the same numbers",
                          "\nThe code runs as it is and leaves its result in y.\n"
                          "\nExample: convscope code stride --as numpy | python3\n",
                          {{"as", "NAME", "pytorch, numpy or loops", "pytorch"},
                           {"numbers", "FILE", "where to save the numbers that y must equal: .npy"}},
                          runCode,
                          true};

} // namespace ui
