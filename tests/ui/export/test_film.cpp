// Films: what is written is read back, frame by frame, and is what was painted.
#include "core/base/error.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/film_files.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/film_format.h"

#include <QBuffer>
#include <QDir>
#include <QImageReader>
#include <QStandardPaths>
#include <QTest>

namespace test_film {

using namespace ui;

namespace {

constexpr int slideMs = 180;

// A disc that slides from where it stood in the figure before, on a ground with a line of words.
enum class Look { Plain, Words, Rainbow };

class SlidingFigure : public Figure {
public:
    SlidingFigure(int step, QSizeF size, Look look) : m_step(step), m_size(size), m_look(look) {}
    QSizeF size() const override { return m_size; }
    QString describe() const override { return QString("step %1").arg(m_step); }
    void paint(QPainter& painter, const Style& style) const override {
        paintStill(painter, style);
        paintDisc(painter, style, m_step);
    }
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;

private:
    friend class Slide;
    void paintStill(QPainter& painter, const Style& style) const {
        painter.fillRect(QRectF(QPointF(), m_size), style.colors().window);
        if (m_look == Look::Plain) return;
        painter.setPen(style.colors().text);
        painter.setFont(Style::font(20));
        painter.drawText(QPointF(20, 40), QString("The window stands at step %1").arg(m_step));
        if (m_look == Look::Words) return;
        for (int x = 0; x < m_size.width(); ++x)
            painter.fillRect(x, 120, 1, 40, QColor::fromHsvF(static_cast<float>(x / m_size.width()), 0.8F, 0.9F));
    }
    void paintDisc(QPainter& painter, const Style& style, double step) const {
        painter.setBrush(style.colors().now);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QPointF(40 + 30 * step, 85), 18, 18);
    }
    int m_step;
    QSizeF m_size;
    Look m_look;
};

class Slide : public Motion {
public:
    Slide(const SlidingFigure& to, int from) : m_to(to), m_from(from) {}
    int milliseconds() const override { return slideMs; }
    void paintStill(QPainter& painter, const Style& style) const override { m_to.paintStill(painter, style); }
    void paintMoving(QPainter& painter, const Style& style, double t) const override {
        m_to.paintDisc(painter, style, m_from + t * (m_to.m_step - m_from));
    }
    QRectF reach() const override { return {0, 60, m_to.m_size.width(), 50}; }

private:
    SlidingFigure m_to;
    int m_from;
};

std::unique_ptr<Motion> SlidingFigure::motionFrom(const Figure& before) const {
    const auto* from = dynamic_cast<const SlidingFigure*>(&before);
    return from ? std::make_unique<Slide>(*this, from->m_step) : nullptr;
}

FilmSource sliding(int count, Look look = Look::Words) {
    return {count, [look](int index, QSizeF size, const Style&) {
                return std::make_shared<SlidingFigure>(index, size, look);
            }};
}

FilmWish wished(int to, QSize size = {320, 180}) {
    FilmWish wish;
    wish.to = to;
    wish.size = size;
    return wish;
}

// Every frame as it is painted.
QList<QImage> paintedFrames(const Film& film) {
    QList<QImage> all;
    for (int step = 0; step < film.steps(); ++step)
        for (const FilmFrame& frame : film.frames(step)) all << frame.image;
    return all;
}

struct Place {
    QString of(const char* name) const { return QString::fromStdString((folder.path() / name).string()); }
    QStringList names() const { return QDir(of("")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot); }
    QByteArray bytes(const char* name) const {
        QFile file(of(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    TempFolder folder;
};

QString refusal(const std::function<void()>& work) {
    try {
        work();
    } catch (const cnn::Error& e) {
        return e.what();
    }
    return {};
}

} // namespace

class TestFilm : public QObject {
    Q_OBJECT
private slots:
    // 180 ms at 30 frames a second are those at 33, 67, ... 167 ms; each step held is one frame.
    void whatMovesIsPaintedAtItsTrueTimes() {
        const Film film(sliding(3), wished(3));
        QCOMPARE(film.frameCount(0), 1);
        QCOMPARE(film.frameCount(1), 6);
        const FilmLength length = lengthOf(film);
        QCOMPARE(length.frames, 13);
        QCOMPARE(length.seconds, 3 + 10 / 30.0);
        const auto frames = film.frames(1);
        QCOMPARE(frames.size(), std::size_t{6});
        QCOMPARE(frames.back().image, film.held(1));
        // After 100 of 180 ms the disc stands 5/9 of its way.
        const QRgb now = palette(Theme::Light).now.rgb();
        QCOMPARE(frames[2].image.pixel(qRound(40 + 30 * 5 / 9.0), 85), now);
        QVERIFY(frames[2].image.pixel(40 + 30 * 0 - 17, 85) != now);
        FilmWish hurried = wished(3);
        hurried.hold = 0.2; // five steps a second
        QCOMPARE(lengthOf(Film(sliding(3), hurried)).frames, 3);
        FilmSource cut = sliding(3);
        cut.cuts = {1};
        QCOMPARE(lengthOf(Film(cut, wished(3))).frames, 1 + 1 + 6);
    }

    void anAnimatedPngIsWhatWasPaintedToThePixel() {
        const Place place;
        const Film film(sliding(4, Look::Rainbow), wished(4));
        const FilmReport report = writeFilm(film, place.of("a.apng"));
        const ReadFilm read = readApng(place.bytes("a.apng"));
        QCOMPARE(read.error, QString());
        QCOMPARE(report.frames, 19);
        QCOMPARE(read.frames, paintedFrames(film));
        QCOMPARE(read.loops, 0); // for ever
        QCOMPARE(read.delays[0], std::pair(1000, 1000));
        for (int i = 1; i <= 5; ++i) QCOMPARE(read.delays[i], std::pair(1, 30));
        // Only what moved is in the file.
        QCOMPARE(read.parts[0], QRect(0, 0, 320, 180));
        for (int i = 2; i <= 5; ++i) QVERIFY(QRect(0, 60, 320, 50).contains(read.parts[i]));
        // Readers that know nothing of films show the first frame.
        const QImage first = QImage::fromData(place.bytes("a.apng"), "PNG");
        QCOMPARE(first.convertToFormat(QImage::Format_RGB32), film.held(0));
        QCOMPARE(report.bytes, qint64{place.bytes("a.apng").size()});
    }

    // ffmpeg reads the list beside them.
    void numberedPicturesAreWhatWasPaintedToThePixel() {
        const Place place;
        const Film film(sliding(3, Look::Rainbow), wished(3));
        writeFilm(film, place.of("walk"));
        const auto painted = paintedFrames(film);
        QStringList expected{"frames.ffconcat"};
        for (int i = 0; i < painted.size(); ++i) {
            const QString name = QString("%1.png").arg(i + 1, 4, 10, QChar('0'));
            expected.insert(i, name);
            const QImage image(place.of("walk") + "/" + name);
            QCOMPARE(image.convertToFormat(QImage::Format_RGB32), painted[i]);
        }
        QCOMPARE(QDir(place.of("walk")).entryList(QDir::Files, QDir::Name), expected);
        const QByteArray list = place.bytes("walk/frames.ffconcat");
        QVERIFY(list.startsWith("ffconcat version 1.0\nfile 0001.png\nduration 1.000000\nfile 0002.png\nduration "
                                "0.033333\n"));
        QCOMPARE(place.names(), QStringList{"walk"});
        QVERIFY(refusal([&] { writeFilm(film, place.of("walk")); }).contains("name a new folder"));
    }

    void aGifOfFewColoursIsExact() {
        const Place place;
        const Film film(sliding(3, Look::Plain), wished(3));
        const FilmReport report = writeFilm(film, place.of("a.gif"));
        const QList<QImage> painted = paintedFrames(film);
        QByteArray bytes = place.bytes("a.gif");
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer, "gif");
        QCOMPARE(reader.loopCount(), -1);
        QList<int> delays;
        for (const QImage& frame : painted) {
            const QImage read = reader.read();
            QVERIFY2(!read.isNull(), qPrintable(reader.errorString()));
            QVERIFY(read.convertToFormat(QImage::Format_RGB32) == frame);
            delays << reader.nextImageDelay();
        }
        QVERIFY(reader.read().isNull());
        QCOMPARE(delays.mid(0, 7), (QList<int>{1000, 30, 30, 40, 30, 30, 1000})); // 30 a second in hundredths
        QCOMPARE(report.remark, QString("All its colours are exact."));
    }

    // What the program says of its error is what a reader measures.
    void aGifOfManyColoursIsWithinItsStatedError() {
        const Place place;
        const Film film(sliding(2, Look::Rainbow), wished(2, {640, 180}));
        const FilmReport report = writeFilm(film, place.of("a.gif"));
        static const QRegularExpression said("by ([0-9.]+) of 255 in the mean, by (\\d+) at most");
        const auto match = said.match(report.remark);
        QVERIFY2(match.hasMatch(), qPrintable(report.remark));
        QImageReader reader(place.of("a.gif"));
        int largest = 0;
        for (const QImage& frame : paintedFrames(film)) {
            const QImage read = reader.read().convertToFormat(QImage::Format_RGB32);
            largest = std::max(largest, largestDifference(read, frame));
        }
        QCOMPARE(largest, match.captured(2).toInt());
        QVERIFY(largest <= 24);
        QVERIFY(match.captured(1).toDouble() < 1.5);
    }

    void theSameFilmIsTheSameBytesOnAnyNumberOfThreads() {
        const Place place;
        const Film film(sliding(7, Look::Rainbow), wished(7));
        for (const char* suffix : {"gif", "apng"}) {
            const QByteArray one = QByteArray("one.") + suffix, three = QByteArray("three.") + suffix;
            writeFilm(film, place.of(one), {}, {}, 1);
            writeFilm(film, place.of(three), {}, {}, 3);
            QVERIFY(!place.bytes(one).isEmpty());
            QVERIFY(place.bytes(one) == place.bytes(three));
        }
    }

    void aFilmCanBeginAndEndAnywhere() {
        const Place place;
        FilmWish wish = wished(6);
        wish.from = 5;
        const Film part(sliding(9), wish);
        writeFilm(part, place.of("a.apng"));
        const ReadFilm read = readApng(place.bytes("a.apng"));
        QCOMPARE(read.frames.size(), 7);
        QCOMPARE(read.frames[0], Film(sliding(9), wished(9)).held(4));
    }

    // Stopped in the middle: no file, no draft, and what was there before is untouched.
    void nothingIsLeftOfAFilmThatWasStopped() {
        const Place place;
        place.folder.write("a.gif", "the old one");
        const Film film(sliding(12), wished(12));
        for (const char* name : {"a.gif", "b.apng", "c"}) {
            std::stop_source stop;
            double seen = 0;
            const QString said = refusal([&] {
                writeFilm(film, place.of(name), stop.get_token(), [&](double done) {
                    seen = done;
                    if (done > 0.3) stop.request_stop();
                });
            });
            QCOMPARE(said, QString("The film was stopped."));
            QVERIFY(seen < 0.5);
        }
        QCOMPARE(place.names(), QStringList{"a.gif"});
        QCOMPARE(place.bytes("a.gif"), QByteArray("the old one"));
    }

    void whatGoesWrongWhilePaintingIsSaidAndLeavesNothing() {
        const Place place;
        FilmSource source = sliding(8);
        source.figure = [paint = source.figure](int index, QSizeF size, const Style& style) {
            if (index == 5) throw cnn::Error(cnn::ErrorCode::NotFound, std::string("Step 6 cannot be shown."));
            return paint(index, size, style);
        };
        const Film film(source, wished(8));
        QCOMPARE(refusal([&] { writeFilm(film, place.of("a.apng")); }), QString("Step 6 cannot be shown."));
        QCOMPARE(refusal([&] { writeFilm(film, place.of("b")); }), QString("Step 6 cannot be shown."));
        QCOMPARE(place.names(), QStringList());
    }

    void whatCannotBeIsRefusedBeforeTheWork() {
        const Place place;
        int painted = 0;
        FilmSource source = sliding(3);
        source.figure = [&, paint = source.figure](int index, QSizeF size, const Style& style) {
            ++painted;
            return paint(index, size, style);
        };
        const auto with = [&](auto change) {
            FilmWish wish = wished(3);
            change(wish);
            return refusal([&] { writeFilm(Film(source, wish), place.of("a.gif")); });
        };
        QCOMPARE(with([](FilmWish& w) { w.to = 4; }), QString("Steps 1 to 4: there are the steps 1 to 3."));
        QCOMPARE(with([](FilmWish& w) { w.from = 0; }), QString("Steps 0 to 3: there are the steps 1 to 3."));
        QVERIFY(with([](FilmWish& w) { w.fps = 60; }).contains("at most 50"));
        QVERIFY(with([](FilmWish& w) { w.hold = 0; }).contains("0.05 to 60 seconds"));
        QVERIFY(with([](FilmWish& w) { w.size = {5000, 100}; }).contains("64 to 4096"));
        const Film film(source, wished(3));
        QVERIFY(refusal([&] { writeFilm(film, place.of("a.avi")); }).contains(".gif, .apng, .mp4, .webm"));
        QVERIFY(refusal([&] { writeFilm(film, place.of("no/such/a.gif")); }).contains("there is no such folder"));
        QVERIFY(refusal([&] { writeFilm(film, place.of("no/such/series")); }).contains("there is no such folder"));
        QCOMPARE(painted, 0);
    }

    // Without ffmpeg it is said what to install, and what needs none.
    void aVideoWithoutFfmpegSaysWhatToInstall() {
        const Place place;
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", place.of("").toLocal8Bit());
        const QString said = refusal([&] { writeFilm(Film(sliding(2), wished(2)), place.of("a.mp4")); });
        qputenv("PATH", path);
        QVERIFY2(said.contains("apt install ffmpeg") && said.contains(".gif"), qPrintable(said));
    }
    // What ffmpeg says is wrong is said here; nothing is left.
    void aVideoThatFfmpegDoesNotMakeSaysWhy() {
        const Place place;
        QDir(place.of("")).mkdir("bin");
        place.folder.write("bin/ffmpeg", "#!/bin/sh\ncat > /dev/null\necho 'Unknown encoder' >&2\nexit 1\n");
        QFile::setPermissions(place.of("bin/ffmpeg"), QFile::ReadOwner | QFile::ExeOwner);
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", place.of("bin").toLocal8Bit() + ":" + path);
        const QString said = refusal([&] { writeFilm(Film(sliding(2), wished(2)), place.of("a.mp4")); });
        qputenv("PATH", path);
        QVERIFY2(said.contains("Unknown encoder"), qPrintable(said));
        QCOMPARE(place.names(), QStringList{"bin"});
    }
    // Where there is an ffmpeg: as many frames as the film is long, and hardly different ones.
    void aVideoIsAsLongAndHardlyDifferent() {
        if (QStandardPaths::findExecutable("ffmpeg").isEmpty()) QSKIP("no ffmpeg here");
        const Place place;
        FilmWish wish = wished(3, {321, 181}); // odd sides, too
        wish.hold = 0.3;
        const Film film(sliding(3), wish);
        for (const char* name : {"a.mp4", "a.webm"}) {
            writeFilm(film, place.of(name));
            const QList<QImage> read = videoFrames(place.of(name));
            QCOMPARE(read.size(), 3 * 9 + 2 * 5);
            QVERIFY(psnr(read.front().copy(0, 0, 321, 181), film.held(0)) > 32);
            QVERIFY(psnr(read.back().copy(0, 0, 321, 181), film.held(2)) > 32);
        }
    }
};

UI_TEST(TestFilm)
} // namespace test_film
#include "test_film.moc"
