/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/placement.h"

#include "base/daytime.h"

#include "planning/schedule.h"

gboolean placement_has_bed(const Frame *frame) {
  return frame->bed < frame->wake;
}

gint64 placement_instant(const Frame *frame, When when) {
  const gint64 offset = (gint64) when.minutes * DAYTIME_MINUTE_SECONDS;
  switch (when.anchor) {
  case ANCHOR_CLOCK: return schedule_first_after(frame->start, when.minutes, frame->zone);
  case ANCHOR_BED: return frame->bed + offset;
  case ANCHOR_WAKE: return frame->start + offset;
  case ANCHOR_NEXT_WAKE: return frame->wake + offset;
  }
  g_return_val_if_reached(frame->wake);
}

gint64 placement_end(const Frame *frame, const Step *step, gint64 at) {
  if (step->kind == STEP_DO)
    return at;
  const gboolean until_bed = step->kind == STEP_AVOID && step->length_minutes == 0;
  const gint64 end = until_bed ? frame->bed : at + (gint64) step->length_minutes * DAYTIME_MINUTE_SECONDS;
  return MAX(at, MIN(end, frame->wake));
}

static PlacementFit fit_of(const Frame *frame, const Step *step, const Placement *placement) {
  if (placement->at < frame->start || placement->at >= frame->wake)
    return PLACEMENT_OUTSIDE;
  if (!placement_has_bed(frame))
    return PLACEMENT_FITS;
  if (step->kind != STEP_AVOID)
    return placement->at > frame->bed ? PLACEMENT_ASLEEP : PLACEMENT_FITS;
  /* A stretch that lasts until bedtime and begins no sooner has no length left. */
  const gboolean is_empty = step->length_minutes == 0 && placement->at >= frame->bed;
  return is_empty ? PLACEMENT_ASLEEP : PLACEMENT_FITS;
}

Placement placement_step(const Frame *frame, const Step *step) {
  if (step->at.anchor == ANCHOR_BED && !placement_has_bed(frame))
    return (Placement){ .fit = PLACEMENT_NO_BED };
  Placement placement = { .at = placement_instant(frame, step->at) };
  placement.until = placement_end(frame, step, placement.at);
  placement.fit = fit_of(frame, step, &placement);
  return placement;
}
