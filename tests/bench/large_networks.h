// Networks on a picture of 224 x 224 whose speed is measured beside VGG-19's: of this project's own making, in the two
// manners that are met most. Untrained, without batch normalization, as files have it after export.
#pragma once

#include "core/network/network.h"

namespace bench {

// A convolution of stride 2, then 13 pairs of a depthwise 3 x 3 and a 1 x 1 convolution, each with ReLU, 32 to 1024
// channels (in the manner of MobileNet, Howard et al. 2017): 569 million multiply-adds.
cnn::Network depthwiseNetwork();
// A 7 x 7 convolution and a pooling, then four stages of two blocks, each of two 3 x 3 convolutions and an addition, 64
// to 512 channels (in the manner of ResNet-18, He et al. 2016): 1.8 billion multiply-adds.
cnn::Network residualNetwork();

} // namespace bench
