#include "ui/export/gif.h"

#include "core/base/error.h"

#include <cgif.h>
#include <vector>

namespace ui {
namespace {

void require(bool done) {
    if (!done) throw cnn::Error(cnn::ErrorCode::TooLarge, cnn::Message::tr("There is not enough memory for this GIF."));
}

int keep(void* bytes, const std::uint8_t* data, std::size_t size) {
    static_cast<QByteArray*>(bytes)->append(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    return 0;
}

} // namespace

struct GifWriter::Gif {
    QByteArray bytes;
    QSize size;
    ::CGIF* handle = nullptr;
    std::vector<std::uint8_t> pixels; // of one frame

    ~Gif() {
        if (handle) cgif_close(handle);
    }
};

GifWriter::GifWriter(QSize size, const QList<QRgb>& colours) : m_gif(std::make_unique<Gif>()) {
    Q_ASSERT(!colours.isEmpty() && colours.size() <= 256 && std::max(size.width(), size.height()) <= 65535);
    std::vector<std::uint8_t> palette;
    for (const QRgb colour : colours)
        for (const int part : {qRed(colour), qGreen(colour), qBlue(colour)})
            palette.push_back(static_cast<std::uint8_t>(part));
    m_gif->size = size;
    CGIF_Config config{};
    config.pGlobalPalette = palette.data();
    config.numGlobalPaletteEntries = static_cast<std::uint16_t>(colours.size());
    config.attrFlags = CGIF_ATTR_IS_ANIMATED;
    config.width = static_cast<std::uint16_t>(size.width());
    config.height = static_cast<std::uint16_t>(size.height());
    config.numLoops = CGIF_INFINITE_LOOP;
    config.pWriteFn = keep;
    config.pContext = &m_gif->bytes;
    m_gif->handle = cgif_newgif(&config);
    require(m_gif->handle != nullptr);
}

GifWriter::~GifWriter() = default;

void GifWriter::add(const QImage& frame, int hundredths) {
    Q_ASSERT(frame.format() == QImage::Format_Indexed8 && frame.size() == m_gif->size);
    m_gif->pixels.clear();
    for (int y = 0; y < frame.height(); ++y) // without the padding of QImage's rows
        m_gif->pixels.insert(m_gif->pixels.end(), frame.constScanLine(y), frame.constScanLine(y) + frame.width());
    CGIF_FrameConfig config{};
    config.pImageData = m_gif->pixels.data();
    config.genFlags = CGIF_FRAME_GEN_USE_DIFF_WINDOW;
    config.delay = static_cast<std::uint16_t>(hundredths);
    require(cgif_addframe(m_gif->handle, &config) == CGIF_OK);
}

qint64 GifWriter::size() const {
    return m_gif->bytes.size();
}

QByteArray GifWriter::finish() {
    require(cgif_close(std::exchange(m_gif->handle, nullptr)) == CGIF_OK);
    return std::move(m_gif->bytes);
}

} // namespace ui
