#include "app/command.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/tensor/tensor_text.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <cmath>
#include <optional>

namespace ui {
namespace {

[[noreturn]] void wrongUsage(const QString& sentence) {
    throw cnn::Error(cnn::ErrorCode::Usage, sentence.toStdString());
}

QString dashed(const char* option) {
    const QString name = option;
    return (name.size() == 1 ? "-" : "--") + name;
}

void requireOperands(const Command& command, const QStringList& given) {
    const QStringList needed = QString(command.operands).split(' ', Qt::SkipEmptyParts);
    if (given.size() < needed.size())
        wrongUsage(QString(needed[given.size()]).replace("|", " or ").remove("...") + " is missing.");
    if (!needed.isEmpty() && needed.last().endsWith("...")) return;
    if (given.size() > needed.size()) wrongUsage("\"" + given[needed.size()] + "\" is one argument too many.");
}

std::optional<int> wholeIn(const QString& text, int low, int high) {
    bool ok = false;
    const int value = text.toInt(&ok);
    return ok && value >= low && value <= high ? std::optional(value) : std::nullopt;
}

} // namespace

Arguments::Arguments(const Command& command, const QStringList& typed)
    : m_parser(std::make_unique<QCommandLineParser>()), m_command(command) {
    for (const Option& option : command.options)
        m_parser->addOption({QString(option.names), option.help, option.value, option.fallback});
    if (!m_parser->parse(QStringList(command.name) + typed)) wrongUsage(m_parser->errorText());
    requireOperands(command, m_parser->positionalArguments());
    for (const Option& option : command.options) {
        if (option.need == Option::Required && !has(option.names)) wrongUsage(dashed(option.names) + " is missing.");
        const bool isSwitch = *option.value == '\0';
        if (!isSwitch && has(option.names) && text(option.names).isEmpty())
            wrongUsage(dashed(option.names) + " has no value.");
    }
}

Arguments::~Arguments() = default;

QStringList Arguments::filesRead() const {
    static const QStringList written{"o", "log", "chart", "gif", "confusion", "numbers", "csv"};
    QStringList names = m_parser->positionalArguments();
    for (const Option& option : m_command.options)
        if (*option.value != '\0' && has(option.names) && !written.contains(option.names)) names << text(option.names);
    names.removeIf([](const QString& name) { return !QFileInfo::exists(name); });
    return names;
}

QString Arguments::operand(int index) const {
    return operands().at(index);
}
QStringList Arguments::operands() const {
    return m_parser->positionalArguments();
}
bool Arguments::has(const char* option) const {
    return m_parser->isSet(option);
}
QString Arguments::text(const char* option) const {
    return m_parser->value(option);
}

double Arguments::number(const char* option) const {
    bool ok = false;
    const double value = text(option).toDouble(&ok);
    if (!ok || !std::isfinite(value)) refuse(option, "a number");
    return value;
}

int Arguments::whole(const char* option, int low, int high) const {
    const auto value = wholeIn(text(option), low, high);
    if (!value) refuse(option, QString("a whole number from %1 to %2").arg(low).arg(high));
    return *value;
}

std::uint64_t Arguments::seed(const char* option) const {
    bool ok = false;
    const std::uint64_t value = text(option).toULongLong(&ok);
    if (!ok) refuse(option, "a whole number from 0 on");
    return value;
}

QSize Arguments::size(const char* option, QSize smallest) const {
    constexpr int largest = 8192;
    const QStringList parts = text(option).split('x');
    const auto width = wholeIn(parts.value(0), smallest.width(), largest);
    const auto height = wholeIn(parts.value(1), smallest.height(), largest);
    if (parts.size() != 2 || !width || !height)
        refuse(option,
               QString("WIDTHxHEIGHT from %1x%2 to %3x%3").arg(smallest.width()).arg(smallest.height()).arg(largest));
    return {*width, *height};
}

std::vector<int> Arguments::wholes(const char* option, int most, int low, int high) const {
    std::vector<int> values;
    for (const QString& part : text(option).split(',')) {
        const auto value = wholeIn(part, low, high);
        if (!value || static_cast<int>(values.size()) == most)
            refuse(option,
                   QString("up to %1 whole numbers from %2 to %3, separated by commas").arg(most).arg(low).arg(high));
        values.push_back(*value);
    }
    return values;
}

std::vector<float> Arguments::numbers(const char* option, int most) const {
    std::vector<float> values;
    for (const QString& part : text(option).split(',')) {
        const auto value = cnn::numberFrom(part.toStdString());
        if (!value || static_cast<int>(values.size()) == most)
            refuse(option,
                   most == 1 ? QString("a number") : QString("up to %1 numbers, separated by commas").arg(most));
        values.push_back(*value);
    }
    return values;
}

void Arguments::refuse(const char* option, const QString& expected) const {
    wrongUsage(QString("%1 %2: expected %3.").arg(dashed(option), text(option), expected));
}

std::filesystem::path pathFrom(const QString& name) {
    return cnn::nameOfText(name.toStdU16String());
}

bool isFile(const QString& name) {
    std::error_code none;
    return std::filesystem::is_regular_file(pathFrom(name), none);
}

} // namespace ui
