/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tracking/morning.h"

#include "model/limit.h"
#include "tracking/refuse.h"

#include <glib/gi18n.h>
#include <string.h>

/* Nobody sleeps on past the next bedtime; who says so means another day. */
#define NEXT_BEDTIME_SECONDS (24 * 60 * 60)

static gboolean check_scales(const Morning *morning, GError **error) {
  if (morning->rested < 0 || morning->rested > 5)
    return refuse(error, _("how rested you feel goes from 1 to 5"));
  if (morning->quality < 0 || morning->quality > 5)
    return refuse(error, _("sleep quality goes from 1 to 5"));
  if (MIN(MIN(morning->asleep_after_minutes, morning->wakings), morning->awake_minutes) < MORNING_UNKNOWN)
    return refuse(error, _("minutes and wakings start at 0"));
  if (morning->wakings > LIMIT_WAKINGS)
    return refuse(error, _("at most %d wakings"), LIMIT_WAKINGS);
  if (morning->wakings == 0 && morning->awake_minutes > 0)
    return refuse(error, _("were you awake in between, without waking?"));
  if (morning->note && strlen(morning->note) > LIMIT_NOTE)
    return refuse(error, _("a note has room for %d bytes"), LIMIT_NOTE);
  return TRUE;
}

/* `began` is when lights went out, as far as is known. */
static gboolean check_times(const Plan *plan, gint64 began, const Morning *morning, GError **error) {
  const gint64 latest = plan->bed + NEXT_BEDTIME_SECONDS;
  if (morning->woke != 0 && morning->woke <= began)
    return refuse(error, _("did you wake before lights out?"));
  if (morning->up != 0 && morning->up <= began)
    return refuse(error, _("did you get up before lights out?"));
  if (morning->woke != 0 && morning->up != 0 && morning->up < morning->woke)
    return refuse(error, _("did you get up before you woke for good?"));
  if (morning->woke > latest || morning->up > latest)
    return refuse(error, _("was that the morning after this night?"));
  return TRUE;
}

gboolean tracking_check_morning(const Plan *plan, const Record *record, const Morning *morning, GError **error) {
  const gint64 began = record->lights_out != 0 ? record->lights_out : plan->start;
  if (!check_scales(morning, error) || !check_times(plan, began, morning, error))
    return FALSE;
  const gint64 woke = morning->woke != 0 ? morning->woke : morning->up;
  const gint64 ended = woke != 0 ? woke : plan->bed + NEXT_BEDTIME_SECONDS;
  const gint64 awake_minutes = (gint64) MAX(morning->asleep_after_minutes, 0) + MAX(morning->awake_minutes, 0);
  if (awake_minutes * 60 > ended - began)
    return refuse(error, _("were you awake for longer than the whole night?"));
  return TRUE;
}
