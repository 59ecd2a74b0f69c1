#include "core/data/raster.h"

namespace cnn {

int reductionFor(std::int64_t rows, std::int64_t columns) {
    int by = 1;
    while (reducedSide(rows, by) > mostPixels / reducedSide(columns, by)) by *= 2;
    return by;
}

namespace {

Message sizeSentence(const std::string& name, std::int64_t rows, std::int64_t columns) {
    constexpr std::int64_t million = 1'000'000;
    // Sides of up to 2^32 pixels: the product may be beyond 64 bits.
    const std::int64_t millions = rows > mostPixels ? rows / million * columns : rows * columns / million;
    return Message::tr("The picture %1 has %2 × %3 pixels, %4 million and more than the 32 million that are read", name,
                       columns, rows, millions);
}

Message withRemedy(const Message& size, std::int64_t rows, std::int64_t columns, Reducible reducible) {
    if (!canBeReduced(rows, columns)) return Message::tr("%1; make it smaller first.", size);
    if (reducible == Reducible::No)
        return Message::tr("%1; make it smaller first, or save it as PNG, which can be opened reduced.", size);
    const int by = reductionFor(rows, columns);
    return Message::tr("%1; make it smaller first, or open it reduced (on the command line: --reduced), at 1/%2 of "
                       "its size: %3 × %4.",
                       size, by, reducedSide(columns, by), reducedSide(rows, by));
}

} // namespace

TooManyPixels::TooManyPixels(const std::string& name, std::int64_t fileRows, std::int64_t fileColumns, Reducible can)
    : Error(ErrorCode::TooLarge, withRemedy(sizeSentence(name, fileRows, fileColumns), fileRows, fileColumns, can)),
      size(Message::tr("%1.", sizeSentence(name, fileRows, fileColumns))),
      reducible(can == Reducible::Yes && canBeReduced(fileRows, fileColumns)),
      rows(reducedSide(fileRows, reductionFor(fileRows, fileColumns))),
      columns(reducedSide(fileColumns, reductionFor(fileRows, fileColumns))) {}

Message reducedNote(std::int64_t rows, std::int64_t columns, int by) {
    return Message::tr("It has %1 × %2 pixels and is read at 1/%3 of its size: %4 × %5.", columns, rows, by,
                       reducedSide(columns, by), reducedSide(rows, by));
}

} // namespace cnn
