// GridsPage: what is shown, from the scene, the data and the runs.
#include "core/samples/colour_picture.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/grids/grids_page.h"

namespace ui {
std::size_t GridsPage::imageIndex(const cnn::Dataset& set) const {
    return static_cast<std::size_t>(m_doc.scene().image) % set.size();
}

std::vector<std::uint8_t> GridsPage::pixels() const {
    const auto all = data();
    if (!all) return {};
    if (m_doc.scene().inColour()) return cnn::colourPicture();
    const auto grey = all->test.image(imageIndex(all->test));
    return {grey.begin(), grey.end()};
}

QString GridsPage::line() const {
    const GridsScene& s = m_doc.scene();
    if (m_wanted || !data()) return readingLine(nameOf(m_wanted.value_or(s.source)), m_loader.progress());
    if (s.stage == GridsScene::Training && m_lesson.scene["stage"].toString() != "training")
        return tr("Four networks learn: an MLP and a LeNet, from the images in order and from the shuffled ones.");
    if (s.stage == GridsScene::Numbers && s.shuffled)
        return tr("One order for all images: every number is still there, only its place is another.");
    if (s.inColour()) return tr("In colour every pixel has three numbers: how much red, green and blue.");
    return m_lesson.line;
}

GridsPicture GridsPage::picture() const {
    const GridsScene& s = m_doc.scene();
    GridsPicture p;
    p.headline = m_lesson.headline;
    p.line = line();
    p.image = pixels();
    p.channels = p.image.size() > std::size_t{imagePlaces} ? 3 : 1;
    p.order = m_order;
    p.training = s.stage == GridsScene::Training;
    p.shuffled = s.shuffled || p.training;
    const bool pointing = m_hover && m_hoverPlace >= 0;
    const int here = pointing ? m_hoverPlace : s.place();
    p.row = here / imageSide;
    p.column = here % imageSide;
    p.centre = pointing ? m_centre : here;
    p.covered = m_covered;
    const auto all = data();
    if (!all) return p;
    if (s.inColour()) {
        p.caption = tr("A balloon, drawn by the program");
        return p;
    }
    const std::size_t index = imageIndex(all->test);
    p.caption =
        tr("Test image %1: %2")
            .arg(grouped(static_cast<qint64>(index) + 1),
                 QString::fromStdString(all->test.classNames[static_cast<std::size_t>(all->test.labels[index])]));
    if (p.training) addCurves(p);
    return p;
}

void GridsPage::addCurves(GridsPicture& p) const {
    const auto all = data();
    const auto learned = std::min(static_cast<std::size_t>(m_doc.scene().trainImages), all->train.size());
    p.epochs = m_doc.scene().settings.epochs;
    const std::size_t between = cnn::TrainingPlan{}.testImages;
    p.data = tr("%1: %2 images to learn from, %3 to test on%4.")
                 .arg(QString::fromStdString(all->name), grouped(static_cast<qint64>(learned)),
                      grouped(static_cast<qint64>(all->test.size())),
                      all->test.size() > between
                          ? tr(", between epochs on %1 of them").arg(grouped(static_cast<qint64>(between)))
                          : QString());
    for (int run = 0; run < FourRuns::count; ++run) {
        AccuracyCurve curve{FourRuns::name(run), FourRuns::isLeNet(run), FourRuns::isShuffled(run), {}, false, false};
        for (const cnn::TestReport& test : m_runs.history(run).tests())
            if (test.progress <= p.epochs) curve.points.push_back({test.progress, test.test.accuracy, test.wholeSet});
        curve.learning = m_runs.running() && m_runs.turn() == run;
        curve.diverged = m_runs.state(run) == cnn::RunState::Diverged;
        p.curves.push_back(std::move(curve));
    }
}

void GridsPage::refresh() {
    if (!m_view) return;
    m_view->refresh();
    const GridsPicture p = picture();
    m_pixel->setText(pixelName(p.place()));
    m_sentence->setText(p.image.empty() ? QString() : pixelSentence(p));
    const int place = m_doc.scene().place();
    // Counting the steps would tell what is asked.
    const bool asked = m_covered == "index" || m_covered == "length";
    m_steps->setState(asked ? 0 : place, asked ? 0 : imagePlaces, 2 * imageSide, place == 0, place == imagePlaces - 1);
    m_bars->setCurrentIndex(m_doc.scene().stage);
}

void GridsPage::refreshRuns() {
    if (!m_view) return;
    m_runsBar->showRuns(m_runs, m_doc.scene().settings.epochs);
    if (m_doc.scene().stage != GridsScene::Training) return;
    m_view->refresh();
    const QString error = m_runs.error();
    if (!error.isEmpty() && !m_saidFailed) emit notice(error);
    m_saidFailed = !error.isEmpty();
    emit stateChanged();
}

} // namespace ui
