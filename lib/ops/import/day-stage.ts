import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { Crew } from '#lib/ops/import/crew.ts'
import { type Act, deskAt } from '#lib/ops/import/perform.ts'
import type { Scene } from '#lib/ops/import/scene.ts'
import { Shelf } from '#lib/ops/import/shelf.ts'
import { secondsOf, type Step, STEPS } from '#lib/ops/import/timetable.ts'

/** A day as one note, or several handed over together, goes through it. */
export type DayStage = {
  scene: Scene
  date: BusinessDate
  crew: Crew
  /** Single codes that stand in the warehouse. */
  shelf: Shelf
  /**
   * What someone does at a step; `about` names the invoice and makes the key that lets it happen once. Without it
   * the act is about the day, and its key is `digest`.
   */
  act: (step: Step, part: keyof Crew, about: string | { digest: string }) => Act
  /** The same with the PIN that they sign with. */
  signing: (step: Step, part: keyof Crew, about: string | { digest: string }) => Act
}

/** The stage of the note with this place among so many of its day; papers that are not notes have none. */
export function stageOf(
  scene: Scene,
  date: BusinessDate,
  crew: Crew,
  place: { index: number; of: number } = { index: 0, of: 1 },
  shelf: Shelf = new Shelf([]),
): DayStage {
  const seconds = secondsOf(place.index, place.of)
  const act: DayStage['act'] = (step, part, about) => {
    const minute = STEPS[step] + Math.floor(seconds / 60)
    const desk = deskAt(scene.base, date, minute, seconds % 60)
    const actor = crew[part].person
    // Two account sets number their papers alike.
    const begin = `${scene.source.key}:${scene.accountSetId}:${step}`
    return typeof about === 'string'
      ? { desk, actor, about, key: `${begin}:${about}` }
      : { desk, actor, about: date, key: `${begin}:${about.digest}` }
  }
  return {
    scene,
    date,
    crew,
    shelf,
    act,
    signing: (step, part, about) => ({ ...act(step, part, about), pin: crew[part].pin }),
  }
}
