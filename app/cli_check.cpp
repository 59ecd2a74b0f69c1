// check: what is wrong with lessons, scenes, lectures, sessions and runs, as a compiler says it.
#include "app/cli_commands.h"
#include "app/console.h"
#include "core/base/error.h"
#include "core/base/save_file.h"
#include "ui/shell/check_file.h"
#include "ui/shell/session_file.h"

#include <QRegularExpression>

namespace ui {
namespace {

// "a.json:3: reason" of "a.json, line 3: reason"; what has no line stands in the first.
QString finding(const QString& file, const QString& said) {
    static const QRegularExpression line("^, line (\\d+): ");
    const QString rest = said.startsWith(file) ? said.mid(file.size()) : ": " + said;
    const auto match = line.match(rest);
    if (match.hasMatch()) return file + ':' + match.captured(1) + ": " + rest.mid(match.capturedLength());
    return file + ":1: " + (rest.startsWith(": ") ? rest.mid(2) : said);
}

QStringList faultsOf(const QString& file) {
    try {
        return faultsIn(QByteArray::fromStdString(cnn::readFile(pathFrom(file), SessionFile::largest)), file);
    } catch (const cnn::Error& e) { // it cannot be read
        return {QString::fromUtf8(e.what())};
    }
}

void runCheck(const Arguments& a) {
    QStringList wrong;
    for (const QString& file : a.operands()) {
        const QStringList faults = faultsOf(file);
        for (const QString& said : faults) printResult((finding(file, said).simplified() + '\n').toStdString());
        if (!faults.isEmpty()) wrong << file;
    }
    if (!wrong.isEmpty())
        throw cnn::Error(cnn::ErrorCode::BadFormat, ("Not as it should be: " + wrong.join(", ") + ".").toStdString());
}

} // namespace

const Command checkCommand{
    "check",
    "FILE...",
    "Say what is wrong with lessons, their translations, scenes, lectures, sessions and runs",
    "\nA line for everything that is not as it should be: FILE:LINE: the reason. Exit code 1 then.\n"
    "convscope help scene PAGE prints what a scene may hold.\n"
    "\nExample: convscope check resources/lessons/*.json\n",
    {},
    runCheck};

} // namespace ui
