#include "ui/lessons/training/dive/dive_view.h"

#include "ui/lessons/training/dive/dive_figure.h"
#include "ui/lessons/training/dive/dive_stepper.h"
#include "ui/lessons/training/dive/dive_words.h"
#include "ui/lessons/training/maps/origin_panel.h"
#include "ui/tr.h"

namespace ui {
namespace {

// Whether it was clicked for what it is made of, not for itself.
bool isOfWindow(const CellRef& cell) {
    return cell.part == "window" || cell.part == "product" || cell.part == "kernel";
}

QString originName(const QString& view) {
    return view == "maps"        ? tr("Maps")
           : view == "structure" ? tr("Structure")
           : view == "stages"    ? tr("Stages")
                                 : tr("Network");
}

} // namespace

TrainingView::Work DiveView::work(const TrainingMoment& moment, const QJsonObject&) {
    // Of another level of the same numbers there is nothing to be computed.
    const auto& now = m_look;
    if (now && now->network == moment.network && now->trace->values.front() == moment.image &&
        now->caption == moment.caption && now->classNames == moment.classNames && now->learns == !moment.model)
        return [](const std::stop_token&) -> Show { return {}; };
    return [this, moment](const std::stop_token&) -> Show {
        auto look = std::make_shared<DiveLook>();
        look->network = moment.network;
        look->trace = traceOf(moment);
        look->caption = moment.caption;
        look->classNames = moment.classNames;
        look->learns = !moment.model;
        return [this, look] {
            m_look = look;
            m_picture.reset();
        };
    };
}

// At once: a key that is pressed again before the last one's picture was seen finds where it leads.
const DivePicture* DiveView::picture(const QJsonObject& choices) const {
    if (!m_look) return nullptr;
    if (!m_picture || m_choices != choices)
        m_picture = std::make_shared<const DivePicture>(divePicture(m_look, divePathFrom(choices, *m_look->network)));
    m_choices = choices;
    return m_picture.get();
}

std::unique_ptr<Figure> DiveView::figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                         const std::optional<CellRef>& hover) const {
    if (!picture(choices)) return nullptr;
    return std::make_unique<DiveFigure>(size, style, m_picture, hover, originName(m_picture->path.from),
                                        diveStepper(*m_picture).has_value());
}

std::optional<QJsonObject> DiveView::go(const std::optional<DivePath>& to) const {
    return to ? std::optional(toJson(*to, *m_look->network)) : std::nullopt;
}

void DiveView::leave(const DivePicture& at) {
    emit left(at.path.from);
}

void DiveView::step(const DivePicture& at) {
    if (const auto stepper = diveStepper(at)) emit stepWanted(stepper->lesson, stepper->scene, stepper->why);
}

std::optional<QJsonObject> DiveView::pressed(const CellRef& cell, const QJsonObject& choices) {
    const DivePicture* now = picture(choices);
    if (!now) return std::nullopt;
    const cnn::ValuePlace place = now->step().place;
    if (cell.part == "step") return step(*now), std::nullopt;
    if (cell.part == "trail" && cell.map == 0) return leave(*now), std::nullopt;
    if (cell.part == "trail") return go(upTo(*now, static_cast<std::size_t>(cell.map - 1), cell.y));
    if (cell.part == "map") return go(withPlace(*now, {cell.map, place.y, place.x}));
    if (cell.part == "cell") {
        const cnn::ValuePlace to{cell.map, cell.y, cell.x};
        return to == place ? go(deeper(*now)) : go(withPlace(*now, to));
    }
    const cnn::ValueOrigin* o = now->made();
    if (!o) return std::nullopt;
    if (cell.part == "bias") return go(withTerm(*now, o->terms.size(), false));
    if (cell.part == "channel")
        return go(
            withTerm(*now, static_cast<std::size_t>(cell.map) * o->perChannel(), now->level == DiveLevel::Window));
    const auto term =
        cell.part == "weight" ? std::optional(static_cast<std::size_t>(cell.y)) : OriginPanel::termOf(*o, cell);
    if (!term) return std::nullopt;
    const bool products = now->level == DiveLevel::Window && o->kind == cnn::OriginKind::Sum;
    if (products && isOfWindow(cell)) return go(withTerm(*now, *term, true));
    // The one that is chosen already, or of a list: down to it.
    const bool chosen = *term == now->term || now->level != DiveLevel::Products;
    const DivePicture at = divePicture(m_look, withTerm(*now, *term, false));
    return chosen ? go(deeper(at)) : go(at.path);
}

std::optional<QJsonObject> DiveView::keyed(int key, const QJsonObject& choices) {
    const DivePicture* now = picture(choices);
    if (!now) return std::nullopt;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return go(deeper(*now)).value_or(choices);
    case Qt::Key_Backspace:
    case Qt::Key_Escape:
        if (const auto up = higher(*now)) return go(up);
        return leave(*now), choices;
    case Qt::Key_S:
        return step(*now), choices;
    case Qt::Key_Left:
    case Qt::Key_Right:
        return go(moved(*now, key == Qt::Key_Right ? 1 : -1, 0));
    case Qt::Key_Up:
    case Qt::Key_Down:
        return go(moved(*now, 0, key == Qt::Key_Down ? 1 : -1));
    default:
        return std::nullopt;
    }
}

// Under the pointer, or chosen by keys.
std::optional<TypableWeight> DiveView::weightAt(const std::optional<CellRef>& cell, const QJsonObject& choices) const {
    const DivePicture* now = picture(choices);
    const cnn::ValueOrigin* o = now && m_look->learns ? now->made() : nullptr;
    if (!o || (now->level != DiveLevel::Terms && now->level != DiveLevel::Window && now->level != DiveLevel::Products))
        return std::nullopt;
    if (!cell && now->level == DiveLevel::Window) return std::nullopt; // none of them is chosen there
    std::size_t term = now->term;
    CellRef at{"weight", 0, static_cast<int>(term), 0};
    if (cell) {
        at = *cell;
        if (at.part != "weight" && at.part != "kernel" && at.part != "bias") return std::nullopt;
        if (at.part == "bias") term = o->terms.size();
        if (at.part == "weight") term = static_cast<std::size_t>(at.y);
        if (at.part == "kernel") term = OriginPanel::termOf(*o, at).value_or(o->terms.size());
    } else if (now->biasChosen()) {
        at = {"bias", 0, 0, 0};
    } else if (now->level == DiveLevel::Products) {
        const int each = static_cast<int>(o->perChannel()), index = static_cast<int>(term) % each;
        at = {"kernel", static_cast<int>(term) / each, index / o->columns, index % o->columns};
    }
    return typableWeight(*m_look->network, now->layer, *o, term, at);
}

std::vector<NamedNumbers> DiveView::numbers() const {
    if (!m_picture) return {};
    const QString name = stepName(*m_look, m_picture->step());
    std::vector<NamedNumbers> all{{name, m_picture->values()}};
    if (const cnn::ValueOrigin* o = m_picture->made()) {
        cnn::Tensor terms({1, static_cast<int>(o->terms.size()), 2, 1});
        for (std::size_t i = 0; i < o->terms.size(); ++i) {
            terms.at(0, static_cast<int>(i), 0) = o->terms[i].input;
            terms.at(0, static_cast<int>(i), 1) = o->terms[i].weight;
        }
        all.push_back({tr("%1 values and weights").arg(name), std::move(terms)});
    }
    return all;
}

QJsonObject diveChoices(const cnn::Network& network, std::size_t value, const cnn::ValuePlace& place,
                        const QString& from, int depth) {
    return toJson(diveInto(network, value, place, from, depth), network);
}

} // namespace ui
