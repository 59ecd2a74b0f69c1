#include "ui/lessons/model/model_page.h"

#include "ui/figure/sentence_figure.h"
#include "ui/lessons/model/model_questions.h"
#include "ui/lessons/model/model_words.h"
#include "ui/lessons/model/table/model_csv.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>

namespace ui {
namespace {

constexpr int optionKey = 101; // merge key: leafing through an option's values is one undo step

} // namespace

ModelPage::ModelPage()
    : LabPage(tr("The layers of a network, and what they cost"), {}, 0, ModelStanding::table()),
      m_stage(new ModelStage(m_view)) {
    connectParts();
    sceneChanged(); // a figure may be asked for before a lesson is opened
}

ModelPage::~ModelPage() {
    if (m_view) m_view->setBuilder({});
    if (m_stage && !m_stage->parent()) delete m_stage; // no shell has taken it
}

void ModelPage::connectParts() {
    connect(&m_lab, &ModelLab::changed, this, &ModelPage::sceneChanged);
    connect(&m_subjects, &ModelSubjects::changed, this, [this] {
        makeTable();
        lookAgain();
    });
    connect(&m_subjects, &ModelSubjects::refused, this, &Page::notice);
    connect(&m_subjects, &ModelSubjects::opened, this, [this](const QString& path) {
        ModelScene next = m_lab.scene();
        (m_opensBeside ? next.beside : next.network) = path;
        m_lab.edit(tr("Open %1").arg(networkTitle(path)), next);
        makeTable(); // it may be the same file with another network in it
        if (!m_opensBeside) m_run.release();
        lookAgain();
    });
    connect(m_view, &FigureView::wheeled, this, [this](const CellRef&, int notches) { scroll(-3 * notches); });
    connect(m_inspector, &ModelInspector::fileWanted, this, &ModelPage::chooseFile);
    connect(&m_card, &ModelCard::changed, this, &ModelPage::refreshStage);
    connect(&m_card, &ModelCard::failed, this, &Page::notice);
    connect(&m_card, &ModelCard::viewWanted, this, &ModelPage::showView);
    connect(&m_card, &ModelCard::viewLeft, this, &ModelPage::chooseView);
    connect(&m_card, &ModelCard::stepWanted, this, &Page::stepWanted);
    connect(&m_run, &ModelRun::changed, this, &ModelPage::refreshStage);
    connect(&m_run, &ModelRun::finished, this, [this] {
        lookAgain();
        refresh(); // there are layers to step through now
    });
    connect(m_inspector, &ModelInspector::pictureWanted, this, [this] { emit pictureWanted(true); });
    connect(m_inspector, &ModelInspector::pasteWanted, this, &ModelPage::pastePicture);
    connect(m_stage, &ModelStage::viewChosen, this, &ModelPage::chooseView);
    connect(m_stage, &ModelStage::optionChosen, this, [this](const ViewOption& option, int index) {
        ModelScene next = m_lab.scene();
        QJsonObject choices = m_card.choices();
        choices[option.id] = index;
        next.choices[next.view] = choices;
        m_lab.edit(option.label.toLower(), next, optionKey);
    });
}

// ---- the scene -----------------------------------------------------------------------------------------------------

void ModelPage::setStyle(const Style& style) {
    LabPage::setStyle(style);
    m_stage->setStyle(style);
}

// What arrives while the page is hidden waits until it is shown again.
void ModelPage::setActive(bool active) {
    LabPage::setActive(active);
    m_active = active;
    if (active) lookAgain();
}

void ModelPage::sceneChanged() {
    const ModelScene& s = m_lab.scene();
    m_subjects.need({s.network, s.beside});
    m_hover.reset();
    m_card.show(s.view, s.choices[s.view].toObject());
    if (m_stage) m_stage->showView(s.view, m_card.choices()["from"].toString());
    // For those who take keys before they reach the canvas.
    if (m_view) m_view->setProperty("keepsKeys", m_card.view() && m_card.view()->keepsKeys());
    if (m_inspector) {
        const ModelViewKind* kind = s.view == m_lab.opened().view ? nullptr : findModelView(s.view);
        m_inspector->showNotice(kind ? kind->notice : QString());
    }
    makeTable();
    lookAgain();
}

// Of what is there; a second network that is still being read comes later.
void ModelPage::makeTable() {
    std::vector<std::shared_ptr<const ModelSubject>> subjects;
    const ModelScene& s = m_lab.scene();
    for (const QString& network : {s.network, s.beside})
        if (auto there = m_subjects.find(network)) subjects.push_back(std::move(there));
    if (!m_subjects.find(s.network)) subjects.clear();
    m_table = std::make_shared<const ModelTable>(modelTable(std::move(subjects), s));
    m_top.reset();
    if (!m_table->sides.empty() && shownAt() < 0) m_layer = 0; // it is not on show any more
    refresh();
}

void ModelPage::lookAgain() {
    if (!m_stage || !m_active) return;
    const ModelScene& s = m_lab.scene();
    if (showsTable()) return m_stage->showOptions({}, {});
    if (isNetworkFile(s.network) && !m_subjects.find(s.network)) return; // what it is comes first
    if (m_run.network() != s.network) m_card.forget();
    m_run.want(s.network, s.input);
    const TrainingMoment* moment = m_run.moment();
    if (!moment) return m_stage->showOptions({}, {});
    m_stage->showOptions(m_card.view()->options(*moment), m_card.choices());
    if (!m_run.busy()) m_card.look(*moment); // otherwise there will soon be another
}

void ModelPage::standAt(const ModelStanding& at) {
    stand(at.layer);
}

// ---- the picture ---------------------------------------------------------------------------------------------------

bool ModelPage::takePicture(const SharedPicture& given) {
    ModelScene next = m_lab.scene();
    // Its scene names a file as it is: of one that is read otherwise it keeps the picture.
    const bool asItIs = !given->hasFile() || given->wish == PictureWish();
    const SharedPicture taken = asItIs ? given : pictureOf(given->image, given->name);
    next.input.picture = taken->hasFile() ? taken->kept : QString("pasted");
    next.input.pasted = taken->png();
    if (showsTable()) next.view = modelViews().front().id;
    m_lab.edit(tr("Take %1").arg(given->name), next);
    return true;
}

void ModelPage::pastePicture() {
    const QImage image = QApplication::clipboard()->image();
    if (image.isNull()) return void(emit notice(tr("There is no picture on the clipboard.")));
    emit pictureMade(image, tr("Pasted picture"));
}

// ---- opening -------------------------------------------------------------------------------------------------------

bool ModelPage::openFile(const QString& path) {
    if (!isNetworkFile(path)) return false;
    m_opensBeside = false;
    m_subjects.open(QFileInfo(path).absoluteFilePath());
    return true;
}

void ModelPage::chooseFile(bool beside) {
    auto* dialog = new QFileDialog(m_stage, tr("Open a network"), {}, openFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, beside](const QString& path) {
        m_opensBeside = beside;
        m_subjects.open(QFileInfo(path).absoluteFilePath());
    });
    dialog->open();
}

// ---- keys and mouse ------------------------------------------------------------------------------------------------

// The first click on a column of numbers brings the largest to the top, the next the smallest.
void ModelPage::sortBy(int column) {
    ModelScene next = m_lab.scene();
    const auto chosen = static_cast<ModelColumn>(column);
    next.descending =
        chosen != ModelColumn::Layer && (next.sort == chosen ? !next.descending : chosen != ModelColumn::Kind);
    next.sort = chosen;
    m_lab.edit(tr("Sort by %1").arg(columnTitle(chosen, unitOf(*m_table)).toLower()), next);
}

void ModelPage::stand(int layer) {
    m_layer = layer;
    if (!m_table->sides.empty() && shownAt() < 0) m_layer = 0; // until then it may be there
    m_top.reset();
    refresh();
}

void ModelPage::scroll(int rows) {
    const auto* table = showsTable() && m_view ? dynamic_cast<const TableFigure*>(m_view->figure()) : nullptr;
    if (!table) return;
    const int last = std::max(0, static_cast<int>(m_table->shown.size()) - table->layout().fit);
    m_top = std::clamp(table->layout().top + rows, 0, last);
    refreshStage();
}

bool ModelPage::handleKey(QKeyEvent* event) {
    const int key = event->key();
    if (key == Qt::Key_Escape && (m_subjects.stop() || m_run.stop())) return true;
    if (key == Qt::Key_Escape && !showsTable() && m_card.stopWork()) {
        emit news(tr("Stopped. Choose the tab or another layer again to go on."));
        return true;
    }
    if (!showsTable()) return viewKey(event) || stepKey(event);
    if (key == Qt::Key_Escape && m_layer > 0) return stand(0), true;
    const bool plainKey = !(event->modifiers() & ~Qt::KeypadModifier);
    if (plainKey && key >= Qt::Key_1 && key < Qt::Key_1 + modelColumns) return sortBy(key - Qt::Key_1), true;
    if (key == Qt::Key_Down || key == Qt::Key_Up)
        return goToStop(std::max(0, shownAt() + (key == Qt::Key_Down ? 1 : -1))), true;
    return stepKey(event);
}

int ModelPage::shownAt() const {
    const auto at = std::ranges::find(m_table->shown, m_layer - 1);
    return m_layer == 0 || at == m_table->shown.end() ? -1 : static_cast<int>(at - m_table->shown.begin());
}

LessonPage::Steps ModelPage::steps() const {
    if (!showsTable()) {
        const int layers = std::max(1, layersToStep());
        const int at = layers == 1 ? 0 : chosen(m_card.choices(), "layer", layers);
        return {at, layers, 0, at == 0, at == layers - 1, 0};
    }
    const int stop = shownAt(), stops = static_cast<int>(m_table->shown.size());
    return {stop, stops, 0, stop <= 0, stop == stops - 1, 0};
}

void ModelPage::goToStop(int stop) {
    if (!showsTable()) {
        const int layers = layersToStep();
        if (layers < 1) return;
        ModelScene next = m_lab.scene();
        QJsonObject choices = m_card.choices();
        choices["layer"] = std::clamp(stop, 0, layers - 1);
        next.choices[next.view] = choices;
        return m_lab.edit(tr("layer"), next, optionKey);
    }
    const auto& shown = m_table->shown;
    if (shown.empty()) return;
    stand(shown[static_cast<std::size_t>(std::clamp(stop, 0, static_cast<int>(shown.size()) - 1))] + 1);
}

// ---- showing -------------------------------------------------------------------------------------------------------

TablePicture ModelPage::picture() const {
    const ModelScene& s = m_lab.scene();
    TablePicture p{m_table, {}, s.sort, s.descending, m_layer - 1, {}, m_hover, m_top};
    if (!m_covered.isEmpty() && !m_table->pairs.empty()) {
        p.covered = asked();
        p.covered->column = askedColumn(m_covered);
    }
    if (m_table->sides.empty()) p.message = line();
    return p;
}

std::unique_ptr<Figure> ModelPage::figure(QSizeF size, const Style& style) const {
    if (!showsTable()) return m_run.moment() ? m_card.figure(size, style, m_hover) : nullptr;
    return std::make_unique<TableFigure>(picture(), size, style);
}

QString ModelPage::line() const {
    const ModelScene& s = m_lab.scene();
    if (const QString name = m_subjects.reading(); !name.isEmpty())
        return tr("Reading %1 … %2 %. Escape stops it.").arg(name).arg(qRound(100 * m_subjects.progress()));
    for (const QString& network : {s.network, s.beside})
        if (const QString why = m_subjects.refusal(network); !why.isEmpty() && !m_subjects.find(network)) return why;
    if (!showsTable())
        for (const QString& words : {m_run.doing(), m_run.refusal()})
            if (!words.isEmpty()) return words;
    if (m_table->sides.empty()) return {};
    if (!m_covered.isEmpty()) return {};
    if (!showsTable() && !(s == m_lab.opened())) return viewLine();
    if (isLessons() && s.view == m_lab.opened().view && !lesson().line.isEmpty()) return lesson().line;
    if (m_table->isPair()) return comparedInsights(*m_table).front();
    const QStringList tells = modelInsights(m_table->sides[0]);
    return tells.isEmpty() ? sumWords(m_table->sides[0].subject->table, unitOf(*m_table)) : tells.front();
}

// Whether the lesson's headline is about what is on show.
bool ModelPage::isLessons() const {
    return m_lab.scene().network == m_lab.opened().network && m_lab.scene().beside == m_lab.opened().beside;
}

QString ModelPage::headline() const {
    if (isLessons() || m_table->sides.empty()) return lesson().headline;
    const QString first = m_table->sides[0].subject->title;
    return m_table->isPair() ? tr("%1 and %2").arg(first, m_table->sides[1].subject->title) : first;
}

void ModelPage::showWords() {
    if (!m_stage) return;
    m_stage->setTitle(headline());
    m_stage->setLine(line());
    if (m_table->sides.empty() || !m_covered.isEmpty()) return m_inspector->showWords({}, {}, {});
    if (!showsTable()) {
        const TrainingMoment* moment = m_run.moment();
        return m_inspector->showWords({}, {}, moment ? moment->model->notes.join("\n\n") : QString());
    }
    const bool isPointed = m_hover && m_hover->part != "head" && showsTable();
    const int pair = isPointed ? m_hover->map : m_layer - 1;
    QStringList row;
    if (pair >= 0 && pair < static_cast<int>(m_table->pairs.size()))
        for (std::size_t side = 0; side < m_table->sides.size(); ++side)
            if (const int at = m_table->row(pair, side); at >= 0) {
                const QString words = rowWords(m_table->sides[side], at, unitOf(*m_table));
                row << (m_table->isPair() ? tr("%1: %2").arg(m_table->sides[side].subject->title, words) : words);
            }
    const QStringList tells = m_table->isPair() ? comparedInsights(*m_table) : modelInsights(m_table->sides[0]);
    QStringList cards;
    for (const ModelSide& side : m_table->sides)
        if (const QString card = cardWords(*side.subject); !card.isEmpty()) cards << side.subject->title + ": " + card;
    cards << tr("The table follows from the definition alone: no weight is in memory for it.");
    m_inspector->showWords(row.isEmpty() ? tr("Point at a row, or step through them.") : row.join("\n\n"), tells,
                           cards.join("\n\n"));
}

// The row one stands at; otherwise the one with most parameters.
TablePicture::Covered ModelPage::asked() const {
    int pair = m_layer - 1;
    std::size_t most = 0;
    for (int i = 0; m_layer == 0 && i < static_cast<int>(m_table->pairs.size()); ++i)
        if (const cnn::LayerRow* layer = m_table->layer(i, 0); layer && (pair < 0 || layer->parameters > most)) {
            pair = i;
            most = layer->parameters;
        }
    return {pair, m_table->layer(pair, 0) ? 0U : 1U, ModelColumn::Layer};
}

std::vector<Question> ModelPage::questions() const {
    if (!showsTable() || m_table->pairs.empty()) return {};
    const auto at = asked();
    return modelQuestions(*m_table, at.pair, at.side);
}

// ---- for the shell -------------------------------------------------------------------------------------------------

Reel ModelPage::reel() const {
    if (const TrainingView* view = m_card.view())
        return {1,
                [shown = QPointer(view), choices = m_card.choices(),
                 why = line()](int, QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
                    if (auto figure = shown ? shown->figure(size, style, choices, std::nullopt) : nullptr)
                        return figure;
                    return std::make_unique<SentenceFigure>(size, style, why); // it is still being computed
                },
                QSizeF(1304, 652)};
    TablePicture whole = picture();
    whole.hover.reset();
    whole.top.reset();
    return {1,
            [whole](int, QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
                return std::make_unique<TableFigure>(whole, size, style);
            },
            wholeSize(whole)};
}

std::vector<NamedNumbers> ModelPage::numbers() const {
    const TrainingView* view = m_card.view();
    return view ? view->numbers() : std::vector<NamedNumbers>{};
}

std::vector<NamedTable> ModelPage::tables() const {
    std::vector<NamedTable> all;
    if (!showsTable()) return all;
    if (m_table->isPair()) all.push_back({tr("both networks"), comparedCsv(*m_table)});
    for (const ModelSide& side : m_table->sides) all.push_back({side.subject->title, layerCsv(side.subject->table)});
    return all;
}

void ModelPage::settle(int step) {
    m_subjects.wait();
    m_run.wait();
    m_card.wait();
    if (step > 0) goToStop(step - 1);
}

} // namespace ui
