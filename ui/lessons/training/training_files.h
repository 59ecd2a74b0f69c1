// What can be opened into LeNet live: a network, a picture that goes through it, labelled images to learn from.
#pragma once

#include "ui/lessons/training/run_material.h"
#include "ui/pages/given_picture.h"

class QWidget;

namespace ui {

class TrainingFiles : public QObject {
    Q_OBJECT
public:
    TrainingFiles(const TrainingRun& run, RunMaterial& material) : m_run(run), m_material(material) {}

    // A network (.onnx, of layers in a row), labelled images in a folder or a file. False: it is neither. Throws
    // cnn::Error.
    bool open(const QString& path);
    // A picture that is to go through the network.
    void take(const SharedPicture& given);
    // For a file dialog.
    static QString filter();
    // Asks for a folder of images, or a file of them; the dialog stands before `window`.
    void askForFolder(QWidget* window);
    void askForFile(QWidget* window);
    // Images of a source, once they are read. All images that somebody asks for come in here.
    void choose(const DataSource& source);

signals:
    // Somebody wants such images, and is to see first what was found there.
    void lookWanted(const QString& path, const cnn::DataWish& wish);
    void edited(const ui::TrainingScene& scene, const QString& what);
    void refused(const QString& sentence);
    void said(const QString& sentence);

private:
    void chooseFiles(const QString& path);

    const TrainingRun& m_run;
    RunMaterial& m_material;
};

} // namespace ui
