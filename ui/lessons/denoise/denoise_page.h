// "Denoise": a network that learns, before one's eyes, to give back pictures without their noise.
#pragma once

#include "ui/lessons/denoise/denoise_hands.h"
#include "ui/lessons/denoise/denoise_inspector.h"
#include "ui/lessons/denoise/denoise_look.h"
#include "ui/lessons/denoise/denoise_stage.h"
#include "ui/lessons/denoise/picture_feed.h"
#include "ui/lessons/denoise/rival_scores.h"
#include "ui/lessons/training/run_export.h"
#include "ui/lessons/training/training_bar.h"
#include "ui/lessons/training/training_files.h"
#include "ui/model/live_work.h"
#include "ui/pages/ripening.h"
#include "ui/pages/saving.h"
#include "ui/view/throttle.h"

#include <QPointer>

namespace ui {

class DenoisePage final : public Page, public Saving, public Ripening {
    Q_OBJECT
public:
    DenoisePage();
    ~DenoisePage() override;

    QWidget* stage() override { return m_stage; }
    QWidget* inspector() override { return m_inspector; }
    QWidget* bar() override { return m_bar; }
    void open(const Lesson& lesson) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override { return 0; }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    int firstPicture() const override;
    bool openFile(const QString& path) override;
    QString openFilter() const override;
    bool takePicture(const SharedPicture& given) override;
    QString saveFilter() const override { return runFilter(); }
    void saveFile(const QString& path) override;
    std::optional<NetworkExport> networkExport() const override;
    // Learns until `step` batches are done; from the start when more are done already.
    void settle(int step) override;

    QJsonObject scene() const override { return toJson(m_lab.scene()); }
    void setScene(const QJsonObject& scene, const QString& why) override;
    std::function<QByteArray()> keepsake() const override { return m_run.keepsake(); }
    void comeToRest() override { m_run.comeToRest(); }
    void takeUp(const QByteArray& bytes, const QString& name) override;

    const DenoiseScene& denoiseScene() const { return m_lab.scene(); }
    const TrainingRun& run() const { return m_run; }
    const DenoisePicture& picture() const { return *m_picture; }
    const std::optional<cnn::RivalScores>& rivals() const { return m_scores.scores(); }

private:
    void connectMaterial();
    void connectRun();
    void connectInspector();
    void connectStage();
    void write();
    void edit(const DenoiseScene& scene, const QString& what, int key = -1);
    void editRun(const TrainingScene& scene, const QString& what);
    DenoiseScene possible(const QJsonObject& object);
    void choose(DataSource source);

    void learn(void (TrainingRun::*how)());
    void slowDown(); // the way out of a diverged run
    void warmUp();
    void useKey(QKeyEvent* event);

    std::shared_ptr<const cnn::Network> network() const;
    bool isBeingBuilt() const;
    DenoiseMoment moment() const;
    void showNow();
    void showPictures();
    void showCharts();
    void showCosts();
    void follow(DenoisePicture made);
    QString line() const;

    Lesson m_lesson;
    DenoiseLab m_lab;
    TrainingRun m_run;
    RunMaterial m_material{m_run};
    TrainingFiles m_files{m_run, m_material};
    PictureFeed m_feed;
    RivalsOnTest m_scores;
    std::shared_ptr<const DenoisePicture> m_picture; // never null once a lesson is open
    std::shared_ptr<const RivalCurves> m_curves;
    QString m_covered; // the id of the question that is asked
    bool m_atOnce = false, m_active = false;
    enum class Warm { Wanted, Learning, Done } m_warm = Warm::Done;
    QElapsedTimer m_warmSince;
    QPointer<DenoiseStage> m_stage;
    QPointer<DenoiseInspector> m_inspector;
    QPointer<TrainingBar> m_bar;
    DenoiseHands m_hands;
    Throttle m_picturesSoon, m_chartsSoon;
    LiveWork m_work; // last: ends before the rest goes
};

} // namespace ui
