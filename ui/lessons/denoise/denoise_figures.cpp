#include "ui/lessons/denoise/denoise_figures.h"

#include "ui/lessons/denoise/between_figure.h"
#include "ui/lessons/denoise/code_figure.h"
#include "ui/lessons/denoise/db_contents.h"
#include "ui/lessons/denoise/look_text.h"
#include "ui/lessons/denoise/pictures_figure.h"
#include "ui/lessons/denoise/uses_figure.h"

namespace ui {

std::unique_ptr<Figure> denoiseFigure(QSizeF size, const Style& style,
                                      const std::shared_ptr<const DenoisePicture>& picture,
                                      const std::optional<CellRef>& hover) {
    switch (picture->view) {
    case DenoiseScene::Pictures:
        return std::make_unique<PicturesFigure>(size, style, picture, hover);
    case DenoiseScene::Code:
        return std::make_unique<CodeFigure>(size, style, picture, hover);
    case DenoiseScene::Strengths:
        return std::make_unique<DbChart>(size, lookText(size, style), strengthsContent(*picture));
    case DenoiseScene::Between:
        return std::make_unique<BetweenFigure>(size, style, picture, hover);
    case DenoiseScene::Uses:
        return std::make_unique<UsesFigure>(size, style, picture, hover);
    }
    return nullptr;
}

} // namespace ui
