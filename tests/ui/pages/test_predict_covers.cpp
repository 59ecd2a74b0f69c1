// What is asked is given away nowhere: not in what the stage paints or says of itself, not beside it, not in the code;
// neither the answer nor the products and partial sums that only need to be added.
#include "tests/support/instrumented.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/question.h"
#include "ui/shell/main_window.h"
#include "ui/view/code_panel.h"
#include "ui/view/figure_view.h"
#include "ui/view/predict_panel.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QRegularExpression>
#include <QTest>
#include <QTextDocumentFragment>

namespace test_predict_covers {

using namespace ui;

namespace {

QString plainWords(const QString& text) {
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

void addWords(const QWidget& widget, QStringList& all) {
    if (!widget.isVisible()) return;
    all << plainWords(widget.toolTip()) << widget.accessibleDescription();
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) all << plainWords(label->text());
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) all << button->text();
    if (const auto* view = qobject_cast<const FigureView*>(&widget); view && view->figure())
        all += paintedWords(*view->figure()) << view->figure()->describe();
}

// All that stands on the page and in the code, text by text.
QStringList shownBy(MainWindow& window) {
    QStringList all;
    Page& page = *window.page();
    for (QWidget* part : {page.stage(), page.inspector(), page.bar()}) {
        addWords(*part, all);
        for (const QWidget* widget : part->findChildren<QWidget*>()) addWords(*widget, all);
    }
    all << window.findChild<CodePanel*>()->code();
    all.removeAll(QString());
    return all;
}

// As it is written, with or without blanks, and not inside a longer number.
QRegularExpression whole(const QString& text) {
    QStringList signs;
    for (const QChar sign : text)
        if (!sign.isSpace()) signs << QRegularExpression::escape(sign);
    return QRegularExpression(QString("(?<![\\d.,−×])%1(?![\\d×]|[.,]\\d)").arg(signs.join("\\s*")));
}

int times(const QStringList& texts, const QRegularExpression& what) {
    int count = 0;
    for (const QString& text : texts)
        for (auto found = what.globalMatch(text); found.hasNext(); found.next()) ++count;
    return count;
}

// "0+2+8+15", of a reason that begins "1×0 + 2×1 + 4×2 + 5×3 ="; empty: it is no such sum.
QString productsOf(const QString& why) {
    static const QRegularExpression term("^\\(?(−?[\\d.]+)\\)?×\\(?(−?[\\d.]+)\\)?$");
    QStringList products;
    for (const QString& part : why.section(" = ", 0, 0).split(" + ")) {
        const auto factors = term.match(part);
        if (!factors.hasMatch()) continue; // a bias
        const auto number = [&](int i) { return factors.captured(i).replace(QChar(0x2212), '-').toDouble(); };
        const QString product = QString::number(number(1) * number(2)).replace('-', QChar(0x2212));
        products << (number(1) * number(2) < 0 ? '(' + product + ')' : product);
    }
    return products.size() < 2 ? QString() : products.join('+');
}

} // namespace

class TestPredictCovers : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_objections.clear();
        m_window = std::make_unique<MainWindow>(Style{});
        m_window->resize(1920, 1080);
        m_window->show();
        for (QAction* action : m_window->findChildren<QAction*>())
            if (action->shortcut() == QKeySequence("Ctrl+K")) action->setChecked(true);
    }
    void noAnswerStandsAnywhereWhileItIsAsked_data() {
        QTest::addColumn<int>("lesson");
        for (const int i : sweptLessons()) QTest::newRow(qPrintable(lessons()[static_cast<std::size_t>(i)].id)) << i;
    }
    void noAnswerStandsAnywhereWhileItIsAsked() {
        QFETCH(int, lesson);
        m_window->openLesson(lesson);
        Page& page = *m_window->page();
        page.settle(0);
        m_opens = page.stops().at;
        for (const int stop : {m_opens, page.stops().count / 2, page.stops().count - 1}) {
            if (stop != page.stops().at) page.goToStopAt(stop);
            const auto questions = page.questions();
            for (const Question& q : questions) check(page, q);
        }
        QVERIFY2(m_objections.isEmpty(), qPrintable(m_objections.join('\n')));
    }

private:
    // What would give it away: the answer itself, an equation that ends with it, the products that make it.
    struct Tell {
        QString what;
        QRegularExpression pattern;
    };
    static std::vector<Tell> tellsOf(const Question& q) {
        const QString truth = q.truth.section(':', 0, 0);
        std::vector<Tell> all{{"the answer", whole(truth)}};
        const QString left = q.why.section(" = ", 0, 0).section(": ", -1);
        if (q.why.contains(" = "))
            all.push_back({"the equation",
                           whole(left + '=' + q.why.section(" = ", 1, 1).section(QRegularExpression("[ ,;.]"), 0, 0))});
        if (const QString products = productsOf(q.why); !products.isEmpty())
            all.push_back({"the products", whole(products)});
        return all;
    }
    // Told less often than while nothing is covered, or not at all.
    void check(Page& page, const Question& q) {
        if (q.id == "winner") return; // nobody knows before the runs have ended
        auto& panel = *m_window->findChild<PredictPanel*>();
        const QStringList before = shownBy(*m_window);
        panel.begin(page.questions(), q.id);
        const QStringList covered = shownBy(*m_window);
        const QStringList pointed = page.stops().at == m_opens ? pointedAt(page) : QStringList();
        panel.leave();
        const bool chosen = !q.options.isEmpty() || q.form == "yes or no"; // words of any sentence
        for (const Tell& tell : tellsOf(q)) {
            const int now = times(covered, tell.pattern), then = times(before, tell.pattern);
            if (chosen && tell.what == "the answer") continue;
            const QString where = QString("%1, stop %2, %3 (%4): %5 stands there %6 times, before %7")
                                      .arg(m_window->shownLesson().id)
                                      .arg(page.stops().at)
                                      .arg(q.id, q.ask + " " + q.truth, tell.what)
                                      .arg(now)
                                      .arg(then);
            if (now > 0 && now >= then) objectTo(where, covered, tell.pattern);
            if (!chosen && tell.what != "the answer" && times(pointed, tell.pattern) > 0)
                objectTo(where + ", pointed at", pointed, tell.pattern);
        }
    }
    void objectTo(const QString& where, const QStringList& texts, const QRegularExpression& pattern) {
        QString said;
        for (const QString& text : texts)
            if (const auto found = pattern.match(text); found.hasMatch())
                said += "\n    " + text.mid(std::max<qsizetype>(0, found.capturedStart() - 60), 140);
        m_objections << where + said;
    }
    // What the stage says of cells under the pointer, and does not say otherwise.
    QStringList pointedAt(Page& page) const {
        constexpr int across = 6, down = 5;
        QStringList all;
        auto* view = qobject_cast<FigureView*>(page.stage());
        if (!view || !view->figure()) return all;
        const auto words = [&] { return view->figure()->describe(); };
        const QString still = words();
        for (int i = 0; i < across * down; ++i) {
            QTest::mouseMove(view, {view->width() * (2 * (i % across) + 1) / (2 * across),
                                    view->height() * (2 * (i / across) + 1) / (2 * down)});
            const QString pointed = words();
            if (pointed.startsWith(still)) all << pointed.mid(still.size());
        }
        QTest::mouseMove(view, {1, 1});
        return all;
    }
    int m_opens = 0; // the stop it opens with
    QStringList m_objections;
    std::unique_ptr<MainWindow> m_window;
};

UI_TEST(TestPredictCovers)
} // namespace test_predict_covers
#include "test_predict_covers.moc"
