// What can be opened into LeNet live: a network, a picture that goes through it, a folder of images to learn from.
#pragma once

#include "ui/lessons/training/picture_input.h"
#include "ui/lessons/training/run_material.h"

class QWidget;

namespace ui {

class TrainingFiles : public QObject {
    Q_OBJECT
public:
    TrainingFiles(const TrainingRun& run, RunMaterial& material);

    // A network (.onnx, of layers in a row), a picture, a folder of labelled images or one of MNIST's files. False: it
    // is none of these. Throws cnn::Error.
    bool open(const QString& path);
    // For a file dialog.
    static QString filter();
    // Asks for a folder of images; the dialog stands before `window`.
    void askForFolder(QWidget* window);
    // Images of a source, once they are read.
    void choose(DataSource::Kind kind, const QString& folder = {});

    // What is being read, for people; empty: nothing is, and the run's images are there.
    QString reading() const;
    // False: nothing is being read.
    bool stop();
    // Returns when nothing is being read any more.
    void wait();

signals:
    void progressed(); // of reading
    void edited(const ui::TrainingScene& scene, const QString& what);
    void refused(const QString& sentence);
    void said(const QString& sentence);

private:
    void openPicture(const QString& path);

    const TrainingRun& m_run;
    RunMaterial& m_material;
    PictureInput m_pictures;
};

} // namespace ui
