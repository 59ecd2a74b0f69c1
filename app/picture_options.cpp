#include "app/picture_options.h"

#include "core/base/error.h"
#include "core/tensor/number_text.h"

#include <optional>

namespace ui {
namespace {

// A number from 1 on as an index, or `word` as `meaning`.
int indexOf(const Arguments& a, const char* option, const char* word, int meaning) {
    const QString text = a.text(option);
    if (text == word) return meaning;
    bool ok = false;
    const int number = text.toInt(&ok);
    if (!ok || number < 1)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("--%1 %2: give a number from 1 on, or %3.", std::string(option),
                                          text.toStdString(), std::string(word)));
    return number - 1;
}

std::optional<float> numberOf(const QString& text) {
    const auto number = cnn::numberFrom(text.toStdString());
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<cnn::RangeWish> rangeFrom(const QString& text) {
    const QStringList typed = text.split("..");
    if (typed.size() == 2) {
        const auto low = numberOf(typed[0]), high = numberOf(typed[1]);
        if (!low || !high || *low >= *high) return {};
        return cnn::RangeWish{cnn::RangeRule::Typed, 0, {*low, *high}};
    }
    const QStringList parts = text.split(':');
    cnn::RangeWish wish;
    wish.rule = cnn::valueNamed<cnn::RangeRule>(cnn::rangeRuleNames, parts[0].toStdString());
    if (!wish.rule || wish.rule == cnn::RangeRule::Typed || parts.size() > 2) return {};
    if (parts.size() == 1) return wish;
    const auto cut = numberOf(parts[1]);
    if (wish.rule != cnn::RangeRule::Percentiles || !cut || *cut < 0 || *cut >= 50) return {};
    wish.cut = static_cast<double>(*cut);
    return wish;
}

} // namespace

std::vector<Option> withPictureOptions(std::vector<Option> own) {
    const Option result = own.back(); // -o stays the last
    own.pop_back();
    own.push_back(
        {"page", "N|max", "of a TIFF with several: page N, or the largest value of all (default: the first)"});
    own.push_back({"channel", "N|mix", "of a TIFF with several: channel N, or each in a colour (default: the first)"});
    own.push_back({"range", "HOW", "which values are black and white: type, minmax, percentiles[:0.35] or LOW..HIGH"});
    own.push_back({"reduced", "", "read a picture of more than 32 million pixels at 1/2, 1/4, ... of its size"});
    own.push_back(result);
    return own;
}

PictureWish pictureWishOf(const Arguments& a) {
    PictureWish wish;
    if (a.has("page")) wish.page = indexOf(a, "page", "max", PictureWish::maximum);
    if (a.has("channel")) wish.channel = indexOf(a, "channel", "mix", PictureWish::mixed);
    if (a.has("range")) wish.range = rangeWishFrom(a.text("range"));
    wish.reduced = a.has("reduced");
    return wish;
}

cnn::RangeWish rangeWishFrom(const QString& text) {
    if (const auto wish = rangeFrom(text)) return *wish;
    throw cnn::Error(cnn::ErrorCode::Usage,
                     cnn::Message::tr("--range %1: give type, minmax, percentiles, percentiles:0.5 (per cent of the "
                                      "values at each end, less than 50) or two numbers like 0..4095.",
                                      text.toStdString()));
}

} // namespace ui
