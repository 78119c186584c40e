import { useId, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** What a control needs so that its label, hint and error are read out with it. */
export type ControlProps = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  required?: true
}

export type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  isRequired?: boolean
  isLabelHidden?: boolean
  className?: string
  children: (control: ControlProps) => ReactNode
}

/**
 * One labelled control. The control itself is drawn by `children`, which receives the id and the aria wiring.
 * The line below holds the error, else the hint.
 */
export function Field({ label, hint, error, isRequired, isLabelHidden, className, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  const control: ControlProps = {
    id,
    ...(note === undefined ? {} : { 'aria-describedby': noteId }),
    ...(error === undefined ? {} : { 'aria-invalid': true }),
    ...(isRequired === true ? { required: true } : {}),
  }
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden === true ? 'sr-only' : 'text-sm text-muted'}>
        {label}
        {isRequired === true ? (
          <span aria-hidden="true" className="ml-0.5 text-danger">
            *
          </span>
        ) : null}
      </label>
      {children(control)}
      {note === undefined ? null : (
        <p id={noteId} className={classNames('text-sm', error === undefined ? 'text-muted' : 'text-danger')}>
          {note}
        </p>
      )}
    </div>
  )
}
