// What the shell knows of a lesson's page: three widgets, an undo stack, a picture to export.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/figure/figure.h"
#include "ui/model/question.h"
#include "ui/pages/given_picture.h"
#include "ui/pages/lesson.h"

#include <QJsonObject>
#include <QObject>
#include <QUndoStack>
#include <QWidget>
#include <vector>

namespace ui {

// The twin of what is shown, in code to paste into a notebook; Loops: plain Python, every loop written out, with the
// indices of the current step beside them.
enum class CodeDialect { PyTorch, NumPy, Loops };
inline const QStringList codeDialectNames{"PyTorch", "NumPy", "Loops"}; // in that order

// A grid of numbers that may be saved as CSV or NPY.
struct NamedNumbers {
    QString name; // for people and as a proposal for the file name: "output", "conv1 maps"
    cnn::Tensor values;
};

class Page : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    // Each is made once by the page; the shell puts them where they belong and owns them from then on.
    virtual QWidget* stage() = 0;
    virtual QWidget* inspector() = 0;
    virtual QWidget* bar() = 0;
    QUndoStack* undoStack() { return &m_undo; }

    // Shows the lesson's scene for the first time. From then on the page keeps what the user did.
    virtual void open(const Lesson& lesson) = 0;
    // All that the user can change, and where the user stands, as one value: what a scene file, the session and a
    // lesson's "scene" hold. The same state gives the same value.
    virtual QJsonObject scene() const = 0;
    // Shows such a value as one step of undo named `why` ("Reset the scene", "Open row3.json"). Throws cnn::Error
    // naming the key that is wrong; the page is then as it was.
    virtual void setScene(const QJsonObject& scene, const QString& why) = 0;
    virtual void setStyle(const Style& style) = 0;
    // The page came to the front or left it (a hidden page costs nothing).
    virtual void setActive(bool) {}
    // What is on the stage, step by step.
    virtual Reel reel() const = 0;
    virtual int reelIndex() const = 0;
    virtual std::vector<NamedNumbers> numbers() const = 0;
    // ---- walking through it, as a clicker does
    // Where Next stops: in every state of the page at least once.
    struct Stops {
        int at = 0; // the one on show, or the last that was passed; -1: before the first
        int count = 1;
        bool exactly = true; // it is on show
    };
    virtual Stops stops() const { return {}; }
    // Shows the end state of that stop, from 0; beyond the ends the last there is.
    virtual void goToStopAt(int stop) { Q_UNUSED(stop) }
    // To the next or the one before of these; false: there is none, the walk is at its end.
    virtual bool walkOn(bool forward);

    // Code that makes the same numbers from the same numbers and leaves them in `y`: numbers().front(). Empty: there is
    // no such code.
    virtual QString code(CodeDialect) const { return {}; }

    // Predict, then reveal. What can be covered and asked in the current step; empty: nothing.
    virtual std::vector<Question> questions() const { return {}; }
    // Hides the answer to that question on the stage and in the inspector until another call; empty: nothing is hidden.
    // It stays covered while the user steps or edits: the next step asks the same of the next cell.
    virtual void cover(const QString& id) { Q_UNUSED(id) }
    // Goes to the step that explains the answer to that question, which has one; the question stays the same there.
    virtual void showStep(const QString& id) { Q_UNUSED(id) }

    // A file that is no picture was dropped or opened. False when it is nothing for this page; throws cnn::Error when
    // it is damaged.
    virtual bool openFile(const QString&) { return false; }
    // Suffixes openFile understands, for the file dialog: "CSV (*.csv)".
    virtual QString openFilter() const { return {}; }
    // A picture was given, here or in another lesson, and is wanted in this one; it is read. One step of undo. False:
    // the lesson, as it is now, takes none. Throws cnn::Error when it does not take this one.
    virtual bool takePicture(const SharedPicture&) { return false; }
    // Runs until everything is shown that `screenshot` should see after `step` steps (0: the scene as it opens).
    virtual void settle(int step) = 0;

signals:
    // A sentence for the user, shown as a bar over the stage until closed or the next action; empty: nothing to say.
    void notice(const QString& sentence);
    void news(const QString& sentence); // nothing is wrong
    // The user wants a picture of their own here: the one at hand, if there is any and not `another` is wanted.
    void pictureWanted(bool another);
    // The user made one here: pasted, drawn, photographed. It is kept for all lessons and comes back as takePicture().
    void pictureMade(const QImage& image, const QString& name);
    // The user wants to see this scene of another lesson, as a scene file has it, and to come back here. why: a
    // sentence on what there is to see.
    void stepWanted(const QString& lesson, const QJsonObject& scene, const QString& why);
    // The user wants review questions of these kinds (ids; none: all) and this cnn::Difficulty on paper or in a file.
    void worksheetWanted(const QStringList& kinds, int difficulty);
    // scene(), questions() or code() may be others now.
    void stateChanged();
    // Of a page that saves (saving.h): its keepsake() makes something else now.
    void keepsakeChanged();

private:
    QUndoStack m_undo;
};

} // namespace ui
