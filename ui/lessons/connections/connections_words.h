// What is said of the three ways to connect.
#pragma once

#include "ui/lessons/connections/connections_scene.h"

#include <QString>

namespace ui {

// What the lesson shows.
struct ConnectionsPicture {
    QString headline, line;
    ConnectionsScene scene;
    std::array<qint64, 3> counts{}, doubled{}; // by wiring: of the scene, and of an image with twice the side
    int unit = 0;                              // an output of the row, from 0
    QString covered;                           // the id of what is asked: that of a wiring

    bool hides(Wiring wiring) const;
    qint64 count(Wiring wiring) const { return counts[static_cast<std::size_t>(wiring)]; }
    // How many times as many there are at twice the side.
    double growth(Wiring wiring) const;
};
ConnectionsPicture connectionsPicture(const ConnectionsScene& scene, int unit);

// "dense", "local", "convolution": the id of a question.
QString wiringId(Wiring wiring);
QString wiringTitle(Wiring wiring);
// What an output reads, and whose the weights are.
QString wiringSentence(Wiring wiring);
// "784 × 4 704 + 4 704 = 3 692 640"
QString countEquation(const ConnectionsScene& scene, Wiring wiring);
// Which weights the output reads with, in the row: "weights 26 to 30".
QString unitWeights(const ConnectionsScene& scene, Wiring wiring, int unit);
// "Output 6 reads ..."
QString unitSentence(const ConnectionsScene& scene, int unit);

} // namespace ui
