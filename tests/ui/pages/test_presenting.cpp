// What stands on the stage of every lesson while it is presented can be read from the last row, nothing of it is cut
// off, and no two words stand on each other.
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/shell/page_catalog.h"
#include "ui/view/figure_view.h"

#include <cmath>

namespace test_presenting {

using namespace ui;

namespace {

// The sizes of the screens without the foot, which is not the stage's.
constexpr QSize halls[] = {{1920, 1004}, {1366, 714}, {1024, 714}};
// Pixels at 1920 x 1080: words, those of pictures, networks and curves, and numbers, which grids of many cells have
// smaller; there colours say the same.
constexpr double leastWord = 28, leastOfPictures = 24, leastNumber = 12;

double ratioOf(const QSize& hall) {
    return std::min(hall.width() / 1920.0, hall.height() / 1004.0);
}

bool isNumber(const QString& text) {
    return std::ranges::none_of(text, [](QChar c) { return c.isLetter(); });
}

double leastWordOf(const Lesson& lesson) {
    static const QStringList grids{"window", "channels", "backward", "stamp", "norm", "quiz"};
    return grids.contains(lesson.page) ? leastWord : leastOfPictures;
}

// Their stages are made of several widgets.
bool hasViews(const Lesson& lesson) {
    static const QStringList pages{"training", "denoise", "microscope", "model"};
    return pages.contains(lesson.page);
}

Style presentingStyle() {
    Style style;
    style.theme = Theme::Projector;
    style.presenting = true;
    return style;
}

struct Shown {
    QWidget window; // owns the page's widgets, and outlives the page
    std::unique_ptr<Page> page;

    explicit Shown(const Lesson& lesson) {
        for (const PageKind& kind : pageKinds())
            if (kind.id == lesson.page) page = kind.make();
        for (QWidget* part : {page->stage(), page->inspector(), page->bar()}) part->setParent(&window);
        page->setStyle(presentingStyle());
        page->open(lesson);
        page->settle(0);
    }
    std::unique_ptr<Figure> figure(const QSize& hall) const {
        return page->reel().figure(page->reelIndex(), hall, presentingStyle());
    }
};

// What is wrong with the words of one picture.
class Reader {
public:
    Reader(const Figure& figure, const QSize& hall, double leastWord)
        : m_words(wordsPaintedBy(figure, presentingStyle())), m_hall(hall), m_leastWord(leastWord) {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            size(m_words[i]);
            place(m_words[i]);
            for (std::size_t j = i + 1; j < m_words.size(); ++j) pair(m_words[i], m_words[j]);
        }
    }
    std::size_t count() const { return m_words.size(); }
    QStringList wrong() const { return m_wrong; }

private:
    void say(const QString& words) {
        m_wrong << QString("%1 x %2: %3").arg(m_hall.width()).arg(m_hall.height()).arg(words);
    }
    void size(const PaintedWord& word) {
        const double least = (isNumber(word.text) ? leastNumber : m_leastWord) * ratioOf(m_hall);
        if (word.size < std::floor(least)) // a font has whole pixels
            say(QString("\"%1\" is %2 pixels high, not %3").arg(word.text).arg(word.size).arg(least));
    }
    void place(const PaintedWord& word) {
        if (!QRectF(QPointF(), QSizeF(m_hall)).adjusted(-1, -1, 1, 1).contains(word.where))
            say(QString("\"%1\" is cut off").arg(word.text));
    }
    void pair(const PaintedWord& a, const PaintedWord& b) {
        const QRectF both = a.where & b.where;
        if (both.width() > 3 && both.height() > 3) say(QString("\"%1\" stands on \"%2\"").arg(b.text, a.text));
    }

    std::vector<PaintedWord> m_words;
    QSize m_hall;
    double m_leastWord;
    QStringList m_wrong;
};

} // namespace

class TestPresenting : public QObject {
    Q_OBJECT
private slots:
    void everyLesson_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < lessons().size(); ++i)
            if (!hasViews(lessons()[i])) QTest::newRow(qPrintable(lessons()[i].id)) << static_cast<int>(i);
    }
    void everyLesson() {
        QFETCH(int, index);
        const Lesson& lesson = lessons()[static_cast<std::size_t>(index)];
        const Shown shown(lesson);
        QStringList wrong;
        for (const QSize& hall : halls) {
            const Reader reader(*shown.figure(hall), hall, leastWordOf(lesson));
            QVERIFY(reader.count() > 3);
            wrong += reader.wrong();
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }
};

UI_TEST(TestPresenting)
} // namespace test_presenting
#include "test_presenting.moc"
