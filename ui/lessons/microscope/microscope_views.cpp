#include "ui/lessons/microscope/microscope_views.h"

#include "ui/lessons/microscope/checks_view.h"
#include "ui/lessons/microscope/label_view.h"
#include "ui/lessons/microscope/looks_view.h"
#include "ui/lessons/microscope/mark_view.h"
#include "ui/lessons/microscope/repair_view.h"
#include "ui/lessons/microscope/sixteen_view.h"
#include "ui/lessons/microscope/transfer_view.h"
#include "ui/lessons/training/classes/classes_view.h"
#include "ui/lessons/training/data/data_view.h"
#include "ui/lessons/training/dive/dive_view.h"
#include "ui/lessons/training/training_views.h"
#include "ui/tr.h"

namespace ui {
namespace {

template<class View> std::unique_ptr<TrainingView> madeView() {
    return std::make_unique<View>();
}

// To add a view: one line here.
const std::vector<TrainingViewKind>& kinds() {
    static const std::vector<TrainingViewKind> all = [] {
        std::vector<TrainingViewKind> own{
            {"sixteen", tr("Sixteen cells"),
             tr("The same sixteen cells for the whole run. Drag the time line back and see which were learned first. "
                "What "
                "is "
                "still wrong at the end: would you have known better?"),
             madeView<SixteenView>},
            {"looks", tr("Where it looks"),
             tr("Three ways to ask what an answer rests on, over the same cell; the line is its outline, and below "
                "each "
                "stands how much lies on it. A black patch on a black ground shows nothing: change what covers. "
                "Believe "
                "what several maps say, after they have been put to the test."),
             madeView<LooksView>},
            {"classes", tr("Classes"),
             tr("Rows are the labels, columns what the network says: right answers stand on the diagonal. Click a cell "
                "to "
                "see its images. The surest mistakes tell most."),
             madeView<ClassesView>},
            {"shortcut", tr("Shortcut"),
             tr("The curve only tells how well the network does on pictures like those it learned. Here the same cells "
                "are "
                "shown once with the mark and once without: what it lost had never been knowledge of cells."),
             madeView<MarkView>},
            {"tests", tr("Tests"),
             tr("A map looks convincing whatever it shows. So it is tested: with all weights random it must become "
                "another "
                "one; what it calls important, covered first, must cost the answer; and a move by one pixel must not "
                "change it."),
             madeView<ChecksView>},
            {"repair", tr("Repair"),
             tr("Cut the border off, move and turn the cells, or let the mark tell nothing. A repair is only as good "
                "as "
                "the answers without the mark: the curve alone would not have told."),
             madeView<RepairView>},
            {"label", tr("By hand"),
             tr("Ten cells are enough to begin: put five into each heap, and the network sorts the rest at once. Where "
                "it "
                "is wrong, put the cell where it belongs; every correction counts."),
             madeView<LabelView>, false},
            {"transfer", tr("Transfer"),
             tr("The first blocks look for edges, spots and textures, whatever the classes. Frozen, they leave little "
                "to "
                "learn for new ones: that counts most where pictures are few."),
             madeView<TransferView>},
            {"data", tr("Data"),
             tr("What the network learns from is all it can know. Are all classes there equally often, and does "
                "anything "
                "beside the cell tell them apart?"),
             madeView<DataView>},
        };
        for (const TrainingViewKind& kind : trainingViews())
            if (kind.id == diveViewId) own.push_back(kind); // out of the strip
        return own;
    }();
    return all;
}

} // namespace

std::span<const TrainingViewKind> microscopeViews() {
    return kinds();
}

} // namespace ui
