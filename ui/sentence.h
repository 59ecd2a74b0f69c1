// What an error says, in the language of the program: the one place where a message of the core becomes a sentence.
#pragma once

#include "core/base/error.h"

#include <QCoreApplication>
#include <QString>
#include <cstdint>

namespace ui {

// What a template of the core is called in the language of the program, with its count; for Message::text.
inline std::string translatedTemplate(const char* words, std::int64_t count) {
    const int n = count == cnn::Message::none ? -1 : static_cast<int>(count);
    // lupdate files a template under the bare name of the class where a function returns a std:: type.
    const QString said = QCoreApplication::translate("core", words, nullptr, n);
    const QString english = n < 0 ? QString(words) : QString(words).replace("%n", QString::number(n));
    return (said == english ? QCoreApplication::translate("Message", words, nullptr, n) : said).toStdString();
}

inline QString sentenceOf(const cnn::Message& message) {
    return QString::fromStdString(message.text(translatedTemplate));
}

// Of any exception; only ours can be translated.
inline QString sentenceOf(const std::exception& e) {
    const auto* error = dynamic_cast<const cnn::Error*>(&e);
    return error ? sentenceOf(error->message()) : QString::fromUtf8(e.what());
}

} // namespace ui
